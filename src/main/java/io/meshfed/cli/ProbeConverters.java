package io.meshfed.cli;

import io.meshfed.model.ServiceName;
import io.meshfed.probe.Address;
import io.meshfed.probe.Header;
import io.meshfed.probe.MinSuccess;
import io.meshfed.probe.Share;
import io.meshfed.probe.Target;
import java.net.URI;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Read what probes are told. */
final class ProbeConverters {

    private ProbeConverters() {}

    private static <T> T read(String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }

    static final class Url implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            return read(text, Target::url);
        }
    }

    static final class HostAndPort implements ITypeConverter<Address> {
        @Override
        public Address convert(String text) {
            return read(text, Address::parse);
        }
    }

    static final class HeaderLine implements ITypeConverter<Header> {
        @Override
        public Header convert(String text) {
            return read(text, Header::parse);
        }
    }

    static final class Expected implements ITypeConverter<Share> {
        @Override
        public Share convert(String text) {
            return read(text, Share::parse);
        }
    }

    static final class Rate implements ITypeConverter<MinSuccess> {

        private static final Pattern FORM = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3})?%?");

        @Override
        public MinSuccess convert(String text) {
            if (!FORM.matcher(text).matches()) {
                throw new TypeConversionException(
                        "'%s' is not a percentage such as 99.9".formatted(text));
            }
            return read(text, ok -> new MinSuccess(Double.parseDouble(ok.replace("%", ""))));
        }
    }

    static final class UrlPath implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.startsWith("/")) {
                throw new TypeConversionException(
                        "'%s' does not begin with a slash".formatted(text));
            }
            read("http://host" + text, Target::url);
            return text;
        }
    }

    /** {@code NAMESPACE/NAME}. */
    static final class RouteName implements ITypeConverter<ServiceName> {
        @Override
        public ServiceName convert(String text) {
            String[] parts = text.split("/", -1);
            if (parts.length != 2) {
                throw new TypeConversionException(
                        "'%s' is not of the form NAMESPACE/NAME".formatted(text));
            }
            return new ServiceName(
                    new NameConverter.Label().convert(parts[0]),
                    new NameConverter.Subdomain().convert(parts[1]));
        }
    }
}
