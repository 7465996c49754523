/**
 * What is known of the Service Mesh 2 federation API: desired objects as pure functions of the
 * model, and views of what a cluster answered.
 */
package io.meshfed.resource;
