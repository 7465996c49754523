package io.meshfed.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file. */
final class PathConverter implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        // An empty variable in a script; Java would take it for the current folder.
        if (text.isEmpty()) {
            throw new TypeConversionException("it is empty, and should name a file");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException notAPath) {
            throw new TypeConversionException(
                    "this locale cannot express such a file name; set LC_ALL=C.UTF-8");
        }
    }
}
