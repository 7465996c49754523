package io.meshfed.manifests;

/** The parts of the name of a container image. */
public final class Image {

    private Image() {}

    /** Without tag and digest. A colon before a slash is that of a port. */
    public static String repository(String image) {
        int at = image.indexOf('@');
        String name = at < 0 ? image : image.substring(0, at);
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    }

    /** {@code sha256:...}; empty when it has only a tag, or nothing. */
    public static String digest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? "" : image.substring(at + 1);
    }
}
