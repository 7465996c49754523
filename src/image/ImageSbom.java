import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;

/**
 * Tells what the image adds to its base: the jar's bill of materials and the Java runtime.
 *
 * <p>{@code java -cp 'lib/*' ImageSbom.java JAR_BOM JAVA_HOME MODULES OUT}
 */
final class ImageSbom {

    private static final String IMAGE = "meshfed-image";

    private ImageSbom() {}

    public static void main(String[] args) throws Exception {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode bom = (ObjectNode) mapper.readTree(Path.of(args[0]).toFile());
        ObjectNode jar = (ObjectNode) bom.withObject("/metadata").get("component");
        ObjectNode runtime = runtime(mapper, Path.of(args[1]), Path.of(args[2]));

        ObjectNode image = mapper.createObjectNode();
        image.put("type", "container").put("bom-ref", IMAGE).put("name", "meshfed");
        image.set("version", jar.get("version"));
        bom.withObject("/metadata").set("component", image);

        ArrayNode components = (ArrayNode) bom.get("components");
        components.insert(0, runtime).insert(0, jar);
        ObjectNode dependency = ((ArrayNode) bom.get("dependencies")).insertObject(0);
        dependency.put("ref", IMAGE);
        dependency.putArray("dependsOn").add(jar.get("bom-ref")).add(runtime.get("bom-ref"));

        // The same content has the same number, so that two builds give the same file.
        bom.remove("serialNumber");
        UUID number = UUID.nameUUIDFromBytes(mapper.writeValueAsBytes(bom));
        bom.put("serialNumber", "urn:uuid:" + number);
        Files.writeString(Path.of(args[3]), mapper.writeValueAsString(bom) + "\n");
    }

    private static ObjectNode runtime(ObjectMapper mapper, Path home, Path modules)
            throws Exception {
        Properties release = new Properties();
        try (Reader reader =
                Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
            release.load(reader);
        }
        String version = word(release, "JAVA_RUNTIME_VERSION", word(release, "JAVA_VERSION", ""));
        ObjectNode runtime = mapper.createObjectNode();
        runtime.put("type", "platform").put("bom-ref", "java-runtime@" + version);
        runtime.put("publisher", word(release, "IMPLEMENTOR", "unknown"));
        runtime.put("name", "OpenJDK runtime").put("version", version);
        runtime.put("description", "jlink image of " + Files.readString(modules).strip().replace('\n', ' '));
        runtime.put("cpe", "cpe:2.3:a:oracle:openjdk:" + word(release, "JAVA_VERSION", "*") + ":*:*:*:*:*:*:*");
        ArrayNode licenses = runtime.putArray("licenses");
        licenses.addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        return runtime;
    }

    private static String word(Properties release, String key, String otherwise) {
        return release.getProperty(key, otherwise).replace("\"", "");
    }
}
