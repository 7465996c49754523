/** JSON to plain maps, lists and scalars and back, without the machinery that binds it to types. */
package io.meshfed.cluster.json;
