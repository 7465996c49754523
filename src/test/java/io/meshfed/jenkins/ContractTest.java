package io.meshfed.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("every variable of the Jenkins library keeps to what CPS allows")
class ContractTest {

    private static final Path VARS = Path.of("vars");
    private static final Set<String> BY_HAND =
            Set.of(
                    "meshfedFederate",
                    "meshfedLock",
                    "meshfedPipelineRun",
                    "meshfedPromote",
                    "meshfedStep",
                    "meshfedVerify");

    /** What must not be in a variable, by what to do instead. */
    private static final Map<String, Pattern> TRAPS = new LinkedHashMap<>();

    static {
        trap(
                "iterate with for: closures of collection methods lose steps",
                "\\.(each\\w*|times|upto|downto|step|every|any|collect\\w*|find\\w*|inject|sort|toSorted"
                        + "|groupBy|countBy|sum|min|max|removeAll|retainAll|(take|drop)While)\\s*[({]");
        trap(
                "hand a script over as one literal: what is put together is run by the shell",
                "\\bsh\\s*\\((?!\\s*'[^'\\n]*'\\s*\\))(?!\\s*\\w+:)"
                        + "|\\bsh[ \\t]+(?!\\w+:|\\(|'[^'\\n]*'[ \\t]*([\\n;}]|$))"
                        + "|\\bscript'?:(?!\\s*'[^'\\n]*'\\s*[,)\\]])");
        trap(
                "match with matches(): a Matcher cannot be written to disk",
                "=~|\\bMatcher\\b|Pattern\\.compile");
        trap(
                "pass files: what JsonSlurper returns cannot be written to disk",
                "JsonSlurper|readJSON");
        trap(
                "quote scripts with single quotes: the shell, not Groovy, reads variables",
                "\\b(sh|bat|powershell)\\s*\\(?[^'\\n]*\"|script:\\s*\"");
        trap(
                "keep nothing in fields: all builds share a variable",
                "(?m)^((def|String|Map|List|int|boolean|static|final)\\s+\\w+\\s*(=|$))|@(\\w+\\.)*Field\\b");
        trap("hold no iterator across a step", "\\.iterator\\(\\)|for \\((?!int )[^)]* in ");
        trap("construct nothing but in code that never waits", "\\bnew\\s+(?!int\\b)\\w");
        trap("leave waiting to Jenkins", "Thread|\\bsleep\\b");
        trap("never print what a caller gave", "\\b(echo|print|println)\\b[^\\n]*\\bargs\\b");
    }

    private static void trap(String instead, String pattern) {
        TRAPS.put(instead, Pattern.compile(pattern));
    }

    static List<String> violations(String groovy) {
        // What NonCPS methods do never waits, so these traps are none there; what the shell reads
        // is no Groovy.
        String cps =
                groovy.replaceAll("(?s)@NonCPS\\n.*?\\n}\\n", "").replaceAll("(?s)'''.*?'''", "''");
        List<String> found = new ArrayList<>();
        TRAPS.forEach(
                (instead, pattern) -> {
                    if (pattern.matcher(cps).find()) {
                        found.add(instead);
                    }
                });
        if (cps.split("\\bsh\\s*\\(", -1).length > 2) {
            found.add("one sh a step: logic belongs into the program");
        }
        if (!Pattern.compile("(?m)^def call\\(Map \\w+( = \\[:\\])?(, Closure body)?\\) \\{$")
                .matcher(groovy)
                .find()) {
            found.add("has no call(Map)");
        }
        return found;
    }

    private static List<String> names(String suffix) {
        try (Stream<Path> files = Files.list(VARS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String text(String name, String suffix) throws IOException {
        return Files.readString(VARS.resolve(name + suffix));
    }

    @Test
    @DisplayName("none of them breaks a rule")
    void rules() throws IOException {
        Map<String, List<String>> broken = new LinkedHashMap<>();
        for (String name : names(".groovy")) {
            List<String> found = violations(text(name, ".groovy"));
            if (!found.isEmpty()) {
                broken.put(name, found);
            }
        }
        assertEquals(Map.of(), broken);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "meshes.each { sh('x') } # iterate with for",
                "List n = names.collect { sh('x') } # iterate with for",
                "List n = names.findAll { it } # iterate with for",
                "def n = names.find({ it }) # iterate with for",
                "def n = names.inject('') { a, b -> a + b } # iterate with for",
                "sh('x ' + args.y) # hand a script over",
                "sh 'x ' + args.y # hand a script over",
                "sh(args.y) # hand a script over",
                "sh(returnStatus: true, script: 'x ' + args.y) # hand a script over",
                "sh(script: \'\'\'x \'\'\' + args.y, label: 'z') # hand a script over",
                "sh(script: args.y) # hand a script over",
                "def m = text =~ /x/ # match with matches()",
                "def x = new groovy.json.JsonSlurper() # pass files",
                "sh(script: \"x ${args.y}\") # quote scripts",
                "sh \"x\" # quote scripts",
                "for (name in names) { sh('x') } # hold no iterator",
                "def it = names.iterator() # hold no iterator",
                "def x = new Socket('x') # construct nothing",
                "sleep(5) # leave waiting",
                "echo('got ' + args) # never print",
                "sh('a'); sh('b') # one sh"
            })
    @DisplayName("a planted violation is caught")
    void planted(String line, String rule) {
        String groovy = "def call(Map args = [:]) {\n    %s\n}\n".formatted(line);

        assertTrue(
                violations(groovy).stream().anyMatch(each -> each.startsWith(rule)),
                () -> violations(groovy).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "@groovy.transform.Field Map seen = [:] # keep nothing in fields",
                "Map seen = [:] # keep nothing in fields",
                "def other() { } # has no call(Map)"
            })
    @DisplayName("a planted violation outside a method is caught")
    void plantedOutside(String line, String rule) {
        String groovy = rule.startsWith("has") ? line : line + "\ndef call(Map args) {\n}\n";

        assertTrue(violations(groovy).stream().anyMatch(each -> each.startsWith(rule)));
    }

    @Test
    @DisplayName("each has its help, and names in it every key that it takes")
    void help() throws IOException {
        assertEquals(names(".groovy"), names(".txt"));
        Pattern keys = Pattern.compile("keys: \\[([^]]*)]");
        for (String name : names(".groovy")) {
            String help = text(name, ".txt");
            assertTrue(help.contains(name + "("), name);
            var listed = keys.matcher(text(name, ".groovy"));
            if (listed.find() && !name.equals("meshfedStep")) {
                for (String key : listed.group(1).replace("'", "").split(", ")) {
                    assertTrue(help.contains("\n  " + key + " "), name + ": " + key);
                }
            }
        }
    }

    @Test
    @DisplayName(
            "what is not written by hand is a step of steps.json, and every step has its variable")
    void stepsAndVariables() throws IOException {
        Set<String> steps = new TreeSet<>();
        for (JsonNode step :
                new ObjectMapper().readTree(Path.of("steps/steps.json").toFile()).get("steps")) {
            steps.add(step.get("variable").asText());
        }
        Set<String> found = new TreeSet<>(names(".groovy"));
        found.removeAll(BY_HAND);

        assertEquals(steps, found);
    }

    @Test
    @DisplayName(
            "the one with logic fits on two screens, and is the only one that reaches the agent")
    void oneWithLogic() throws IOException {
        assertTrue(text("meshfedStep", ".groovy").lines().count() <= 100);
        for (String name : names(".groovy")) {
            boolean reaches =
                    Pattern.compile("\\b(sh|withCredentials|writeFile|dir)\\s*\\(")
                            .matcher(text(name, ".groovy"))
                            .find();
            assertEquals(name.equals("meshfedStep"), reaches, name);
        }
    }

    @Test
    @DisplayName("the script is the same text for every call, in single quotes, and does not trace")
    void script() throws IOException {
        String script =
                text("meshfedStep", ".groovy").replaceAll("(?s).*script: '''(.*?)'''.*", "$1");

        assertTrue(script.startsWith("set +x\n"), script);
        assertTrue(!script.contains("KUBECONFIG"), script);
    }
}
