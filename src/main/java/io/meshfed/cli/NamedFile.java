package io.meshfed.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where something with a name is to be written: {@code changed=/tekton/results/changed}. */
record NamedFile(String name, Path path) {

    NamedFile {
        requireNonNull(name);
        requireNonNull(path);
    }

    /** The same thing, where a folder was named: in a file of this name there. */
    NamedFile within(String fileName) {
        return Files.isDirectory(path) ? new NamedFile(name, path.resolve(fileName)) : this;
    }

    /** The first equals sign ends the name; a path may have more of them. */
    static final class Converter implements ITypeConverter<NamedFile> {

        @Override
        public NamedFile convert(String text) {
            int sign = text.indexOf('=');
            if (sign < 1 || sign == text.length() - 1) {
                throw new TypeConversionException(
                        "'%s' is not of the form NAME=PATH".formatted(text));
            }
            return new NamedFile(
                    text.substring(0, sign), new PathConverter().convert(text.substring(sign + 1)));
        }
    }
}
