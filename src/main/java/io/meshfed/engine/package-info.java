/** How steps run: their context, parallel work, waits. */
package io.meshfed.engine;
