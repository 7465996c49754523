package io.meshfed.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be written: Java's own message is often no more than its name again. */
public final class FileTrouble {

    private FileTrouble() {}

    /** The reason without the file's name. */
    public static String reason(IOException failed) {
        String reason = failed.getMessage();
        if (failed instanceof NoSuchFileException) {
            reason = "no such file or folder";
        } else if (failed instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (failed instanceof FileSystemException told) {
            reason = told.getReason();
        }
        return reason == null || reason.isBlank()
                ? failed.getClass().getSimpleName()
                : SafeText.of(reason);
    }
}
