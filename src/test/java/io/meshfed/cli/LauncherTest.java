package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the launcher finds a Java, builds once, and is not noticed otherwise")
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    @TempDir private Path folder;
    private LauncherStage stage;

    @BeforeEach
    void set() throws IOException {
        stage = new LauncherStage(folder);
    }

    @Test
    @DisplayName("arguments arrive as they were typed: blanks, quotes, globs, nothing")
    void arguments() throws Exception {
        stage.javaHome(stage.java("jre", "17.0.1"));
        stage.built();

        LauncherStage.Outcome outcome =
                stage.start("plan", "a b", "*", "$HOME", "it's", "\"", "", "-f", "\\n", "@x");

        assertTrue(
                outcome.out()
                        .endsWith(
                                "[plan]\n[a b]\n[*]\n[$HOME]\n[it's]\n[\"]\n[]\n[-f]\n[\\n]\n[@x]\n"),
                outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exit());
    }

    @Test
    @DisplayName("it works through links and from any folder, and always names the jar the same")
    void links() throws Exception {
        stage.javaHome(stage.java("jre", "17.0.1"));
        stage.built();
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("first"), stage.checkout.resolve("meshfed"));
        Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("first"));
        String direct = stage.start("x").out();

        assertEquals(direct, stage.start(elsewhere, elsewhere.resolve("second"), "x").out());
        assertEquals(direct, stage.start(stage.checkout, Path.of("./meshfed"), "x").out());
        assertTrue(
                direct.contains(
                        "[%s]"
                                .formatted(
                                        stage.checkout.toRealPath().resolve("target/meshfed.jar"))),
                direct);
    }

    @Test
    @DisplayName("without a Java that is new enough it says what to install, in one line")
    void noJava() throws Exception {
        stage.javaHome(stage.java("old", "11.0.2"));
        stage.built();

        LauncherStage.Outcome outcome = stage.start("x");

        assertEquals(
                "meshfed: needs Java 17 or newer. Install a JDK, or set JAVA_HOME.\n",
                outcome.err());
        assertEquals(127, outcome.exit());
    }

    @Test
    @DisplayName(
            "a JAVA_HOME that is too old gives way to the Java on the path, then to installed ones")
    void fallsBack() throws Exception {
        stage.built();
        stage.javaHome(stage.java("old", "1.8.0_292"));
        Path installed = stage.java("jvms/java-21", "21.0.1");
        assertTrue(stage.start("x").out().startsWith("java " + installed.resolve("bin/java")));

        Path onPath = stage.java("seventeen", "17");
        Files.createSymbolicLink(stage.tools.resolve("java"), onPath.resolve("bin/java"));
        String out = stage.start("x").out();
        assertTrue(out.startsWith("java " + onPath.toRealPath().resolve("bin/java")), out);
    }

    @Test
    @DisplayName("to build, a Java without compiler is not enough")
    void noJdk() throws Exception {
        stage.javaHome(stage.java("jre", "17.0.1"));
        stage.maven();

        LauncherStage.Outcome outcome = stage.start("x");

        assertEquals(
                "meshfed: needs a JDK, 17 or newer, to build. Install one, or set JAVA_HOME.\n",
                outcome.err());
        assertEquals(127, outcome.exit());
    }

    @Test
    @DisplayName("without Maven it says what to install, in one line")
    void noMaven() throws Exception {
        stage.javaHome(stage.jdk("jdk", "17.0.1"));

        LauncherStage.Outcome outcome = stage.start("x");

        assertTrue(outcome.err().startsWith("meshfed: needs Maven 3.8 or newer"), outcome.err());
        assertEquals(1, outcome.err().lines().count());
        assertEquals(127, outcome.exit());
    }

    @Test
    @DisplayName(
            "it builds when the jar is missing or older than a source, says so in one line, and only then")
    void buildsOnce() throws Exception {
        Path jdk = stage.jdk("jdk", "17.0.1");
        stage.javaHome(jdk);
        stage.maven();

        LauncherStage.Outcome first = stage.start("x");
        assertEquals("meshfed: building once, this takes about a minute\n", first.err());
        assertTrue(first.out().endsWith("[x]\n"), first.out());
        assertEquals("", stage.start("x").err());
        assertEquals(jdk + "\n", Files.readString(stage.builds()));

        Path source = Files.writeString(stage.checkout.resolve("src/main/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertEquals(1, stage.start("x").err().lines().count());
    }

    @Test
    @DisplayName("a build that finds nothing to do is not started again and again")
    void unchangedJar() throws Exception {
        stage.javaHome(stage.jdk("jdk", "17.0.1"));
        stage.maven("");
        stage.built();
        Path jar = stage.checkout.resolve("target/meshfed.jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        Files.writeString(stage.checkout.resolve("pom.xml"), "<project></project>");

        stage.start("x");
        stage.start("x");

        assertEquals(1, Files.readAllLines(stage.builds()).size());
    }

    @Test
    @DisplayName(
            "what people write beside the examples is no reason to build: a sandbox may run from that jar")
    void ownFiles() throws Exception {
        stage.javaHome(stage.jdk("jdk", "17.0.2"));
        stage.maven();
        stage.built();
        Files.writeString(stage.checkout.resolve("contexts/aro-rosa/sandbox.yaml"), "mine");

        assertEquals(0, stage.start("validate").exit());

        assertFalse(Files.exists(stage.builds()));
    }

    @Test
    @DisplayName("a build that fails shows its errors, and where the rest is")
    void buildFails() throws Exception {
        stage.javaHome(stage.jdk("jdk", "17.0.1"));
        stage.maven("echo '[INFO] chatter'; echo '[ERROR] no such symbol'; exit 1");

        LauncherStage.Outcome outcome = stage.start("x");

        assertTrue(outcome.err().contains("[ERROR] no such symbol\n"), outcome.err());
        assertTrue(outcome.err().contains("target/build.log"), outcome.err());
        assertFalse(outcome.err().contains("chatter"), outcome.err());
        assertEquals(1, outcome.exit());
    }

    @Test
    @DisplayName("an archive is made once for each Java, and used from the first run on")
    void archive() throws Exception {
        stage.built();
        stage.javaHome(stage.java("seventeen", "17.0.1"));
        assertTrue(stage.start("x").out().contains("[-XX:SharedArchiveFile="));
        stage.javaHome(stage.java("newer", "25.0.1"));
        assertTrue(stage.start("x").out().contains("[-XX:AOTCache="));

        try (Stream<Path> files = Files.list(stage.checkout.resolve("target"))) {
            assertEquals(3, files.count());
        }
    }

    @Test
    @DisplayName("an archive that cannot be made is not spoken of, and not tried at every start")
    void noArchive() throws Exception {
        Path java = stage.java("seventeen", "17.0.1");
        Path tried = folder.resolve("tried");
        Files.writeString(
                java.resolve("bin/java"),
                "#!/bin/sh\ncase $* in *train) echo x >>'%s'; echo noise; exit 1;; esac\necho ran\n"
                        .formatted(tried));
        stage.javaHome(java);
        stage.built();

        for (int start = 0; start < 2; start++) {
            assertEquals(new LauncherStage.Outcome(0, "ran\n", ""), stage.start("x"));
        }
        assertEquals(1, Files.readAllLines(tried).size());
    }

    @Test
    @DisplayName("a checkout that is not ours to write to runs what is built, even if it is older")
    void readOnly() throws Exception {
        stage.javaHome(stage.jdk("jdk", "17.0.1"));
        stage.built();
        Path target = stage.checkout.resolve("target");
        Files.writeString(stage.checkout.resolve("pom.xml"), "<project></project>");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(target), "this user may write everywhere");

            LauncherStage.Outcome outcome = stage.start("x");

            assertEquals("", outcome.err());
            assertTrue(outcome.out().endsWith("[x]\n"), outcome.out());
        } finally {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
