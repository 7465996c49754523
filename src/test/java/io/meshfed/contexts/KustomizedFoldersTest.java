package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.meshfed.sandbox.api.Kubectl;
import io.meshfed.testing.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders as a real kustomize builds them. */
class KustomizedFoldersTest {

    @TempDir Path home;

    @Test
    @DisplayName(
            "the oldest kubectl at hand and the newest build every folder, and what we read of it")
    void builds() {
        List<Path> programs = Kubectl.installed();
        assumeFalse(programs.isEmpty(), "kubectl is not on the PATH");
        Kubectl oldest = new Kubectl(programs.get(0), home);
        Kubectl newest = new Kubectl(programs.get(programs.size() - 1), home);

        int built = 0;
        for (ContextFolder context : ContextFolder.all()) {
            for (Path folder : context.kustomizations()) {
                if (folder.startsWith(context.root().resolve("base"))) {
                    continue;
                }
                String expected = byId(Kustomization.in(folder).objects());
                // Neither of them has anything to say but the objects: no deprecation, no warning.
                assertEquals(expected, build(newest, folder), folder::toString);
                if (folder.endsWith("app") || folder.toString().contains("patterns")) {
                    assertEquals(expected, build(oldest, folder), folder::toString);
                }
                built++;
            }
        }
        assertTrue(built > 25, "not all of them");
    }

    private static String build(Kubectl kubectl, Path folder) {
        Kubectl.Result result = kubectl.run("kustomize", folder.toString());
        assertEquals(0, result.code(), result::out);
        assertFalse(result.out().lines().anyMatch(line -> line.startsWith("#")), result::out);
        // The hash of a generated name depends on what kubectl counts as content.
        String plain = result.out().replaceAll("(kube-info-answer-v\\d)-[a-z0-9]{10}", "$1");
        return byId(Yaml.all(plain));
    }

    private static String byId(List<Map<String, Object>> objects) {
        Map<String, Object> sorted = new TreeMap<>();
        objects.forEach(object -> sorted.put(Kustomization.id(object), object));
        assertEquals(objects.size(), sorted.size());
        return Yaml.canonical(sorted);
    }
}
