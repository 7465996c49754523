package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Locality;
import io.meshfed.model.PeeringSide;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Stage;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FederationReaderTest {

    @TempDir Path folder;

    @Test
    @DisplayName("a file without any option becomes two meshes that find or compute the rest")
    void readsMinimalFile() {
        Federation federation = FederationFiles.parse(FederationFiles.MINIMAL).federation();

        assertEquals("aro-rosa", federation.name());
        assertEquals(Stage.UNSTAGED, federation.mesh("east").orElseThrow().stage());
        assertEquals(GatewayMode.EXISTING, federation.mesh("east").orElseThrow().gateways());
        assertEquals("", federation.mesh("east").orElseThrow().trustDomainOverride());
        assertEquals("istio-ca-root-cert", federation.mesh("east").orElseThrow().rootConfigMap());
        assertEquals(PeeringSide.COMPUTED, federation.peerings().get(0).firstSide());
        assertEquals(List.of(), federation.peerings().get(0).exports());
    }

    @Test
    @DisplayName("every key of the format reaches the model")
    void readsEveryKey() {
        Federation federation = FederationFiles.parse(FederationFiles.FULL).federation();
        Direction east = federation.directions().get(0);
        Direction west = federation.directions().get(1);

        assertEquals("east -> west", east.toString());
        assertEquals("5f0c0d7a", federation.clusters().get(1).pinnedId());
        assertEquals(Stage.PRODUCTION, west.local().stage());
        assertEquals(GatewayMode.MANAGED, west.local().gateways());
        assertEquals("west.local", west.local().trustDomainOverride());
        assertEquals("other-roots", west.local().rootConfigMap());
        assertEquals(new ServiceName("shared", "info"), east.exports().get(0).exportedAs());
        assertEquals("yes", west.exports().get(0).labels().get("federate"));
        assertEquals("far.example", west.imports().get(0).domainSuffix());
        assertEquals(
                new PeeringSide(
                        "in",
                        "out",
                        List.of("gw.example.com", "203.0.113.7", "2001:db8::7"),
                        30188,
                        30443,
                        "west-roots",
                        new Locality("eu", "eu-1", "rack")),
                east.localSide());
    }

    @Test
    @DisplayName("an import as local without an alias keeps the exported namespace")
    void asLocalHasFixedNamespace() {
        Federation federation = FederationFiles.parse(FederationFiles.FULL).federation();

        assertEquals(
                new ServiceName("shared", "info"),
                federation.directions().get(1).imports().get(1).importedAs());
    }

    @Test
    @DisplayName("JSON is read as well")
    void readsJson() {
        String json =
                """
                {"apiVersion": "meshfed.io/v1alpha1", "kind": "Federation", "name": "j",
                 "clusters": {"a": {"context": "a"}, "b": {"context": "b"}},
                 "meshes": {"east": {"cluster": "a", "namespace": "n", "controlPlane": "c"},
                            "west": {"cluster": "b", "namespace": "n", "controlPlane": "c"}},
                 "peerings": [{"between": ["west", "east"]}]}
                """;

        assertEquals(2, FederationFiles.parse(json).federation().directions().size());
    }

    @Test
    @DisplayName("the digest is that of the file's bytes")
    void digestsBytes() throws IOException {
        Path file = folder.resolve("f.yaml");
        Files.writeString(file, FederationFiles.MINIMAL);

        assertEquals(
                FederationFiles.parse(FederationFiles.MINIMAL).sha256(),
                FederationReader.read(file).sha256());
        assertEquals(64, FederationReader.read(file).sha256().length());
    }

    @Test
    @DisplayName("a mesh without peering, a cluster without mesh and an idle peering are warnings")
    void warns() {
        String text =
                FederationFiles.MINIMAL
                        .replace("meshes:", "  spare: { context: spare }\nmeshes:")
                        .replace(
                                "peerings:",
                                "  alone: { cluster: rosa, namespace: x, controlPlane: x }\n"
                                        + "peerings:");

        assertEquals(
                List.of(
                        "f.yaml:7:3: clusters.spare: no mesh is in this cluster",
                        "f.yaml:11:3: meshes.alone: no peering joins this mesh",
                        "f.yaml:13:5: peerings[0]: nothing is exported"),
                FederationFiles.parse(text).warnings());
    }

    @Test
    @DisplayName("twenty meshes, each peered with each, are 190 peerings in the order of names")
    void readsLargeFiles() {
        StringBuilder text = new StringBuilder(FederationFiles.MINIMAL.split("meshes:")[0]);
        text.append("meshes:\n");
        for (int i = 0; i < 20; i++) {
            text.append(
                    "  m%1$02d: { cluster: aro, namespace: n%1$02d, controlPlane: c }\n"
                            .formatted(i));
        }
        text.append("peerings:\n");
        for (int i = 19; i >= 0; i--) {
            for (int j = 0; j < i; j++) {
                text.append("  - between: [m%02d, m%02d]\n".formatted(i, j));
                text.append(
                        "    exports: [{ from: m%02d, service: s, namespace: a }]\n".formatted(i));
            }
        }
        Federation federation = FederationFiles.parse(text.toString()).federation();

        assertEquals(190, federation.peerings().size());
        assertEquals(380, federation.directions().size());
        assertEquals("m00,m01", federation.peerings().get(0).toString());
    }

    @Test
    @DisplayName("a missing file is INPUT and names the option")
    void missingFile() {
        FederationException e = refused(folder.resolve("none.yaml"));

        assertEquals(ErrorClass.INPUT, e.errorClass());
        assertEquals(
                "federation file %s/none.yaml does not exist".formatted(folder), e.getMessage());
        assertEquals(true, e.remedy().contains("-f "));
    }

    @Test
    @DisplayName("the files that were probably meant are named")
    void namesFilesNearby() throws IOException {
        Path contexts = Files.createDirectories(folder.resolve("contexts"));
        for (String name : List.of("b", "a", "none")) {
            Files.createDirectories(contexts.resolve(name));
        }
        Files.writeString(contexts.resolve("a/federation.yaml"), "");
        Files.writeString(contexts.resolve("b/federation.yaml"), "");

        assertEquals(
                "Name one that is there: -f %1$s/a/federation.yaml or -f %1$s/b/federation.yaml."
                        .formatted(contexts),
                NearbyFiles.remedy(contexts));
    }

    @Test
    @DisplayName("a folder, a file of 5 MiB and a file that is not UTF-8 are INPUT")
    void unusableFiles() throws IOException {
        Path large = folder.resolve("large.yaml");
        Files.write(large, new byte[5 * 1024 * 1024]);
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "name: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(
                "federation file %s is a folder".formatted(folder), refused(folder).getMessage());
        assertEquals(
                "federation file %s is larger than 1 MiB".formatted(large),
                refused(large).getMessage());
        assertEquals(
                "federation file %s is not UTF-8 text".formatted(latin),
                refused(latin).getMessage());
    }

    private static FederationException refused(Path file) {
        FederationException e =
                assertThrows(FederationException.class, () -> FederationReader.read(file));
        assertEquals(ErrorClass.INPUT, e.errorClass());
        return e;
    }
}
