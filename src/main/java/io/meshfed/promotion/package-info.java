/**
 * A release on its way from staging to production: what the user wrote, where it stands, and the
 * one function that says what comes next. No I/O.
 */
package io.meshfed.promotion;
