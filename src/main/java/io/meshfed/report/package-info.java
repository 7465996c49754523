/** What a run says: changes, checks, failures, progress. */
package io.meshfed.report;
