/** YAML as nodes that know their line; guarded against files built to exhaust their reader. */
package io.meshfed.yaml;
