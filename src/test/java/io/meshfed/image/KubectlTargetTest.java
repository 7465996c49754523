package io.meshfed.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.image.AssembledImage.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second image is the first one and a kubectl of known digest. */
class KubectlTargetTest {

    private static final Path CONTAINERFILE = Path.of("Containerfile");
    private static final Path SUMS = Path.of("src/image/kubectl.sha256");
    private static final Pattern BLOB = Pattern.compile("\"digest\":\"sha256:([0-9a-f]{64})\"");
    private static final String PROGRAM = "#!/bin/sh\necho rendered\n";

    @TempDir Path folder;
    private Path out;
    private Path kubectl;

    @BeforeEach
    void assemble() throws IOException {
        out = Files.createDirectory(folder.resolve("out"));
        for (String name : List.of("base/etc", "base/tmp", "base/usr", "base/lib")) {
            Files.createDirectories(out.resolve(name));
        }
        for (String name : List.of("bin", "conf", "legal", "lib", "app")) {
            Files.createDirectories(out.resolve("java").resolve(name));
        }
        for (String name : List.of("release", "options", "meshfed.cdx.json")) {
            Files.writeString(out.resolve("java").resolve(name), name);
        }
        kubectl = Files.writeString(folder.resolve("kubectl"), PROGRAM);
    }

    @Test
    @DisplayName("its layers are those of the first image and one with /usr/local/bin/kubectl")
    void oneLayerMore() throws IOException {
        Said said = pack(Map.of("KUBECTL", kubectl.toString(), "KUBECTL_SHA256", sha256(PROGRAM)));

        assertEquals(0, said.code(), said.text());
        List<String> first = layers("meshfed");
        List<String> second = layers("meshfed-kubectl");
        assertEquals(3, first.size());
        assertEquals(first, second.subList(0, 3));
        assertEquals(4, second.size());
        Said listed =
                run(List.of("tar", "-tvzf", blob("meshfed-kubectl", second.get(3))), Map.of());
        assertTrue(
                listed.text().matches("-r-xr-xr-x 0/0 .* usr/local/bin/kubectl\\n"), listed.text());
    }

    @Test
    @DisplayName("the same kubectl makes the same bytes")
    void reproducible() throws IOException {
        pack(Map.of("KUBECTL", kubectl.toString()));
        byte[] once = Files.readAllBytes(out.resolve("meshfed-kubectl.tar"));
        Path copy = Files.writeString(folder.resolve("the-same"), PROGRAM);
        pack(Map.of("KUBECTL", copy.toString()));

        assertEquals(-1, Arrays.mismatch(once, bytes("meshfed-kubectl.tar")));
    }

    @Test
    @DisplayName("without one there is only the first image")
    void optional() throws IOException {
        assertEquals(0, pack(Map.of()).code());

        assertTrue(Files.exists(out.resolve("meshfed.tar")));
        assertFalse(Files.exists(out.resolve("meshfed-kubectl.tar")));
    }

    @Test
    @DisplayName("a kubectl of another digest goes into no image")
    void refusesAnother() throws IOException {
        String wanted = sha256("another");
        Said said = pack(Map.of("KUBECTL", kubectl.toString(), "KUBECTL_SHA256", wanted));

        assertEquals(1, said.code(), said.text());
        assertTrue(
                said.text().contains("digest %s and not %s".formatted(sha256(PROGRAM), wanted)),
                said.text());
        assertFalse(Files.exists(out.resolve("meshfed-kubectl.tar")));
    }

    @Test
    @DisplayName("the build holds it to the digest of this machine's kind, or to one that is given")
    void checks() throws IOException {
        Path sums = folder.resolve("sums");
        Files.writeString(
                sums,
                "# comment\n%s  x86_64\n%s  aarch64\n".formatted(sha256(PROGRAM), sha256(PROGRAM)));
        assertEquals(0, check(sums, "").code());
        assertEquals(1, check(sums, sha256("another")).code());
        assertEquals(0, check(SUMS, sha256(PROGRAM)).code());
        assertEquals(1, check(SUMS, "").code(), "this is no release of kubectl");

        Files.writeString(sums, sha256(PROGRAM) + "  vax\n");
        Said unknown = check(sums, "");
        assertEquals(1, unknown.code());
        assertTrue(unknown.text().contains("name one with KUBECTL_SHA256"), unknown.text());
    }

    @Test
    @DisplayName(
            "the Containerfile takes the release that the digests are of, and checks it before")
    void pinned() throws IOException {
        String text = Files.readString(CONTAINERFILE);
        Matcher release = Pattern.compile("(?m)^ARG KUBECTL_IMAGE=\\S+:(v[\\d.]+)$").matcher(text);
        assertTrue(release.find(), text);
        List<String> sums = Files.readAllLines(SUMS);

        assertTrue(
                sums.get(0).startsWith("# kubectl %s ".formatted(release.group(1))), sums.get(0));
        assertTrue(sums.get(1).matches("[0-9a-f]{64}  x86_64"), sums.get(1));
        assertTrue(sums.get(2).matches("[0-9a-f]{64}  aarch64"), sums.get(2));
        assertTrue(text.contains("COPY --from=kubectl /bin/kubectl /checked/kubectl\nRUN [\""));
        assertTrue(
                text.contains(
                        "FROM meshfed AS meshfed-kubectl\n"
                                + "COPY --from=checked-kubectl --chown=0:0 --chmod=0555"
                                + " /checked/kubectl /usr/local/bin/kubectl\n"));
    }

    private Said pack(Map<String, String> more) throws IOException {
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("SOURCE_DATE_EPOCH", "1700000000");
        environment.put("created", "2023-11-14T22:13:20Z");
        environment.put("version", "1");
        environment.put("revision", "unknown");
        return run(List.of("bash", "src/image/pack.sh", out.toString()), environment);
    }

    private Said check(Path sums, String wanted) throws IOException {
        return run(
                List.of(
                        "sh",
                        "src/image/check-kubectl.sh",
                        kubectl.toString(),
                        sums.toString(),
                        wanted),
                Map.of());
    }

    /** Digests of an image's layers, as its manifest tells them. */
    private List<String> layers(String image) throws IOException {
        Path layout = Files.createDirectories(folder.resolve(image));
        run(
                List.of("tar", "-xf", out.resolve(image + ".tar").toString(), "-C", "" + layout),
                Map.of());
        List<String> manifest = digests(Files.readString(layout.resolve("index.json")));
        List<String> all = digests(Files.readString(Path.of(blob(image, manifest.get(0)))));
        // The first one is that of the configuration.
        return all.subList(1, all.size());
    }

    private String blob(String image, String digest) {
        return folder.resolve(image).resolve("blobs/sha256").resolve(digest).toString();
    }

    private static List<String> digests(String json) {
        List<String> digests = new ArrayList<>();
        Matcher matcher = BLOB.matcher(json);
        while (matcher.find()) {
            digests.add(matcher.group(1));
        }
        return digests;
    }

    private static Said run(List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("KUBECTL"));
        builder.environment().putAll(environment);
        return Said.by(builder.start());
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(out.resolve(name));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
