/** Sets of objects in clusters: rehearsed, applied, pruned, waited for, deleted. */
package io.meshfed.steps.sets;
