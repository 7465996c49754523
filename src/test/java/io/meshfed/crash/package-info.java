/**
 * Cuts commands off at each of their requests, lets requests go wrong in every way, and holds what
 * the clusters are left with against what may be. Everything happens in virtual time, on one
 * thread, and again in the same way when it is asked for again.
 */
package io.meshfed.crash;
