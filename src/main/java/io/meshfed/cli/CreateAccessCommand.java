package io.meshfed.cli;

import io.meshfed.cluster.AccountToken;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.cluster.kubeconfig.MinimalKubeconfig;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.cluster.kubeconfig.UserSettings;
import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.Nearest;
import io.meshfed.model.ObjectRef;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import io.meshfed.report.ShellWord;
import io.meshfed.steps.CreateAccessStep;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "create-access",
        description =
                "Makes a ServiceAccount that may do what some steps need, and a kubeconfig for it.",
        footer = {
            "",
            "Example:",
            "  meshfed create-access --cluster aro,rosa --apply --to pipeline.kubeconfig",
            "  kubectl create secret generic meshfed-kubeconfig --from-file=kubeconfig=pipeline.kubeconfig"
        })
final class CreateAccessCommand extends StepCommand {

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            required = true,
            split = ",",
            description =
                    "The cluster, as the federation file names it: NAME, NAME,NAME or several times.")
    @NeverEmpty
    List<String> names = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "STEP",
            split = ",",
            defaultValue = "verify-access",
            description =
                    "What the account is for: sub-commands, and restart-istiod. Default: verify-access, which needs all that federate and unfederate do.")
    @NeverEmpty
    List<String> steps = List.of("verify-access");

    @Option(
            names = "--apply",
            description =
                    "Make the objects and ask for a token. Without it they are printed, and nothing is written.")
    boolean apply;

    @Option(
            names = "--to",
            paramLabel = "PATH",
            converter = PathConverter.class,
            description =
                    "With --apply: the kubeconfig, a new file that only its owner can read. Never the terminal.")
    Path target;

    @Option(
            names = "--service-account",
            paramLabel = "NAME",
            defaultValue = "meshfed",
            converter = NameConverter.Subdomain.class,
            description = "The account, and its Roles. Default: meshfed.")
    @NeverEmpty
    String account = "meshfed";

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            converter = NameConverter.Label.class,
            description =
                    "Where the account lives. Default: the namespace of the cluster's first mesh.")
    @NeverEmpty
    String namespace = "";

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = DurationConverter.Lifetime.class,
            description = "How long the token is good: from 10m. Default: 24h.")
    Duration lifetime = Duration.ofHours(24);

    private final Surroundings surroundings;
    private final Map<String, ContextSettings> contexts = new ConcurrentSkipListMap<>();

    CreateAccessCommand(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(
                new CreateAccessStep(
                        account,
                        namespace,
                        steps,
                        lifetime,
                        apply ? this::take : CreateAccessStep.Tokens.NONE));
    }

    @Override
    RunSettings.Mode mode() {
        return RunSettings.Mode.WRITE;
    }

    @Override
    Federation part(Federation whole) {
        requireChosen("--cluster", names);
        requireChosen("--for", steps);
        requireTarget();
        List<String> known = whole.clusters().stream().map(ClusterRef::name).sorted().toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw wrong(
                        "the federation file has no cluster '%s'".formatted(SafeText.of(name)),
                        Nearest.to(name, known)
                                .map("Did you mean '%s'?"::formatted)
                                .orElse("Clusters: %s.".formatted(String.join(", ", known))));
            }
        }
        Federation part = super.part(whole);
        return part.without(mesh -> !names.contains(mesh.cluster().name()), peering -> false);
    }

    /** An unset variable must not decide what is allowed, nor where. */
    private static void requireChosen(String option, List<String> values) {
        if (values.isEmpty() || values.contains("")) {
            throw wrong(
                    "an empty value for %s".formatted(option),
                    "Give it names, separated by commas.");
        }
    }

    private void requireTarget() {
        boolean given = target != null;
        if (given && target.toString().equals("-")) {
            throw wrong(
                    "--to names the terminal, and a token must not be seen there",
                    "Name a new file.");
        }
        if (given != apply) {
            throw wrong(
                    given ? "--to needs --apply" : "--apply needs --to",
                    "A token is only made for an account that is there, and only written to a new"
                            + " file.");
        }
        if (given && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw wrong(
                    "cannot write %s: it exists, and is never overwritten"
                            .formatted(SafeText.of(target.toString())),
                    "Name a new file in a folder that exists.");
        }
        if (given && !takesFiles(target.toAbsolutePath().getParent())) {
            throw wrong(
                    "cannot write %s: its folder is not there, or takes no files"
                            .formatted(SafeText.of(target.toString())),
                    "Name a new file in a folder that exists and that you may write to.");
        }
    }

    /** Asked before anything is made: a token that cannot be kept must not be asked for. */
    private static boolean takesFiles(Path folder) {
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    }

    private static FederationException wrong(String problem, String remedy) {
        return new FederationException(ErrorClass.INPUT, problem, remedy);
    }

    private void take(ClusterRef cluster, ObjectRef made, AccountToken token) {
        surroundings.redactor().learn(token.token().reveal());
        Kubeconfig kubeconfig = surroundings.kubeconfig(clusters, Progress.NONE);
        ContextSettings ours = kubeconfig.context(cluster.context(), clusters.acceptedRisks());
        UserSettings user =
                new UserSettings(
                        made.name(),
                        new UserSettings.Token(token.token()),
                        "",
                        Secret.NONE,
                        Map.of());
        contexts.put(
                cluster.context(),
                new ContextSettings(cluster.context(), made.namespace(), ours.server(), user));
    }

    /** A file for some of the clusters would pass for one for all. */
    @Override
    RunReport finish(RunReport report) {
        if (apply && report.failures().isEmpty()) {
            MinimalKubeconfig.write(List.copyOf(contexts.values()), target);
            surroundings
                    .console()
                    .stderr()
                    .println(
                            "wrote %s; as a Secret: kubectl create secret generic meshfed-kubeconfig --from-file=kubeconfig=%s"
                                    .formatted(
                                            SafeText.of(target.toString()),
                                            ShellWord.of(target.toString())));
        }
        return report;
    }
}
