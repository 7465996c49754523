package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.report.ErrorClass;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("files that once ended in a BUG are INPUT")
class CrasherTest {

    private static final String LAUGHS =
            "a: &a [x, x]\n" + "b: &b [*a, *a, *a]\n" + "c: &c [*b, *b, *b]\n";

    @TempDir private Path folder;

    static Stream<Arguments> kubeconfigs() {
        String good = FuzzCorpus.kubeconfigs().get(0);
        return Stream.of(
                Arguments.of(
                        "an escape that breaks off", good.replaceAll("\\\\u00f6(?s:.*)", "\\\\u")),
                Arguments.of("an escape with no number", good.replace("\\u00f6", "\\uzzzz")),
                Arguments.of("a NUL in a path", user("tokenFile: \"a\\0b\"")),
                Arguments.of(
                        "a NUL in the paths of a certificate",
                        user("{client-certificate: \"\\0\", client-key: \"\\0\"}")),
                Arguments.of(
                        "a NUL in the authority",
                        good.replace(
                                "tls-server-name: api.example.com",
                                "certificate-authority: \"\\0\"")),
                Arguments.of(
                        "a NUL in a command",
                        user(
                                "exec: {command: \"./\\0\", apiVersion: client.authentication.k8s.io/v1}")),
                Arguments.of(
                        "aliases in a user", user("token: [" + LAUGHS.replace("\n", ", ") + "]")));
    }

    private static String user(String settings) {
        return FuzzCorpus.kubeconfigs().get(0).replace("token: t0ken", settings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kubeconfigs")
    @DisplayName("kubeconfigs")
    void kubeconfig(String name, String text) {
        Path federation = FuzzCorpus.write(folder.resolve("good"), FuzzCorpus.federations().get(0));
        Path kubeconfig = FuzzCorpus.write(folder.resolve("kubeconfig"), text);

        refused(
                "use-context",
                "-f=" + federation,
                "--kubeconfig=" + kubeconfig,
                "--cluster=aro",
                "--allow-exec",
                "--to=" + folder.resolve("to"));
    }

    static Stream<Arguments> federations() {
        return Stream.of(
                Arguments.of("an escape that breaks off", "name: \"aro\\u"),
                Arguments.of("an escape with no number", "name: \"\\xzz\""),
                Arguments.of("a surrogate that stands alone", "name: \"\\ud800\""),
                Arguments.of("a number out of all bounds", "name: \"\\U7fffffff\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("federations")
    @DisplayName("federation files")
    void federation(String name, String text) {
        refused("validate", "-f=" + FuzzCorpus.write(folder.resolve("file"), text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("federations")
    @DisplayName("files with options, and files for lint")
    void others(String name, String text) {
        Path file = FuzzCorpus.write(folder.resolve("file.yaml"), text);
        refused("validate", "--params-file=" + file);
        Cli.Outcome outcome = Cli.run("lint", file.toString());
        assertEquals(false, outcome.err().contains("BUG"), outcome.err());
    }

    private static void refused(String... arguments) {
        Cli.Outcome outcome = Cli.run(arguments);
        assertEquals(ErrorClass.INPUT.exitCode(), outcome.exit(), outcome.err());
    }
}
