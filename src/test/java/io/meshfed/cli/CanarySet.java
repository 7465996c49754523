package io.meshfed.cli;

import java.nio.file.Path;

/** Folders with a Secret that is meant to be one. */
record CanarySet(Canaries canaries, Path folder) {

    Path of(String id) {
        Path set = CommandLines.made(folder.resolve(id + ".set"));
        FuzzCorpus.write(
                set.resolve("secret.yaml"),
                """
                apiVersion: v1
                kind: Secret
                metadata: { name: %s, namespace: stg-member }
                stringData: { password: %s }
                """
                        .formatted(id, canaries.of("password in a set")));
        return set;
    }
}
