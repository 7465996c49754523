package io.meshfed.pipelinerun;

import java.nio.file.Path;

/** What a workspace is: a folder, nothing, or a volume that names what does not exist. */
record Binding(Kind kind, Path folder) {

    enum Kind {
        FOLDER,
        UNBOUND,
        /** The pod of a missing Secret or ConfigMap stays Pending until the timeout. */
        ABSENT
    }

    static Binding of(Path folder) {
        return new Binding(Kind.FOLDER, folder);
    }

    static Binding unbound() {
        return new Binding(Kind.UNBOUND, Path.of(""));
    }

    static Binding absent() {
        return new Binding(Kind.ABSENT, Path.of(""));
    }

    /** Of an optional workspace that is not bound: nothing, so that {@code --option=} arrives. */
    String path() {
        return kind == Kind.FOLDER ? folder.toString() : "";
    }
}
