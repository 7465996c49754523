package io.meshfed.cluster.kubeconfig;

import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.Redactor;
import io.meshfed.report.SafeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One or more kubeconfig files, merged as kubectl merges them: the first file that names an entry
 * wins. The files are read once; each risk that is taken is told once.
 */
public final class Kubeconfig {

    private final List<KubeconfigFile> files;
    private final Map<String, Fields> clusters;
    private final Map<String, Fields> users;
    private final Map<String, Fields> contexts;
    private final Progress progress;
    private final Redactor redactor;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private Kubeconfig(List<KubeconfigFile> files, Progress progress, Redactor redactor) {
        this.progress = progress;
        this.files = List.copyOf(files);
        this.redactor = redactor;
        this.clusters = firstOf(files, KubeconfigFile::clusters);
        this.users = firstOf(files, KubeconfigFile::users);
        this.contexts = firstOf(files, KubeconfigFile::contexts);
    }

    /**
     * @param paths the value of {@code --kubeconfig}; empty for {@code $KUBECONFIG}, else {@code
     *     ~/.kube/config}
     */
    public static Kubeconfig load(
            String paths, Map<String, String> environment, Progress progress) {
        return read(KubeconfigPaths.choose(paths, environment), progress);
    }

    /** The files must exist. */
    public static Kubeconfig read(List<Path> paths, Progress progress) {
        List<KubeconfigFile> files = new ArrayList<>();
        for (Path path : paths) {
            FileExposure.of(path).ifPresent(progress::warning);
            files.add(KubeconfigFile.read(path));
        }
        return new Kubeconfig(files, progress, new Redactor());
    }

    /** The same; what its contexts log in with is told to this redactor before it is used. */
    public Kubeconfig confidingIn(Redactor other) {
        return new Kubeconfig(files, progress, other);
    }

    public List<Path> files() {
        return files.stream().map(KubeconfigFile::path).toList();
    }

    /**
     * What the kubeconfig calls its current context, as kubectl reads it: the first file that names
     * one wins. Only for commands that are about one cluster and no federation; whatever works on
     * several clusters names each context.
     */
    public Optional<String> currentContext() {
        return files.stream()
                .map(KubeconfigFile::currentContext)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /**
     * All that the context says, with the files it names read. What does not exist is INPUT and
     * lists what does; so is what needs a risk that was not accepted.
     */
    public ContextSettings context(String name, Set<Risk> accepted) {
        Fields context = contexts.get(name);
        if (context == null) {
            throw missing("context", name, contexts.keySet(), "the kubeconfig");
        }
        refuseAmbiguous(name);
        refuseForeign(context);
        String asked = "context '" + name + "'";
        Fields cluster = named(clusters, "cluster", context.text("cluster"), asked);
        ServerSettings server = new ServerReader(cluster, accepted).read();
        String user = context.text("user");
        UserSettings settings =
                user.isEmpty()
                        ? UserReader.anonymous()
                        : new UserReader(named(users, "user", user, asked), user, accepted).read();
        ContextSettings read =
                new ContextSettings(name, context.text("namespace"), server, settings, redactor);
        TakenRisks.of(read).stream().filter(told::add).forEach(progress::warning);
        return read;
    }

    private Fields named(Map<String, Fields> entries, String kind, String name, String asked) {
        Fields found = entries.get(name);
        if (found == null) {
            throw missing(kind, name, entries.keySet(), asked);
        }
        return found;
    }

    private FederationException missing(
            String kind, String name, Collection<String> existing, String wantedBy) {
        String nearest =
                Nearest.to(name, existing)
                        .map(near -> " Did you mean '" + SafeText.of(near) + "'?")
                        .orElse("");
        String list =
                existing.isEmpty()
                        ? "none"
                        : new TreeSet<>(existing)
                                .stream().map(SafeText::of).collect(Collectors.joining(", "));
        return new FederationException(
                ErrorClass.INPUT,
                "%s: no %s '%s' in %s; there %s: %s.%s"
                        .formatted(
                                wantedBy,
                                kind,
                                SafeText.of(name),
                                SafeText.of(files().toString()),
                                existing.size() == 1 ? "is" : "are",
                                list,
                                nearest),
                "Name one that exists, or another file with --kubeconfig.");
    }

    /** kubectl would take the first one and say nothing; the other may be production. */
    private void refuseAmbiguous(String name) {
        List<KubeconfigFile> naming =
                files.stream().filter(file -> file.contexts().containsKey(name)).toList();
        long meanings = naming.stream().map(file -> meaning(file, name)).distinct().count();
        if (meanings > 1) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "context '%s' means different things in %s"
                            .formatted(
                                    SafeText.of(name),
                                    naming.stream()
                                            .map(file -> SafeText.of(file.path().toString()))
                                            .collect(Collectors.joining(" and "))),
                    "Rename one of them, or name a single file with --kubeconfig.");
        }
    }

    /**
     * kubectl would take the entry of the first file, and so send the credential of one cluster to
     * another: many kubeconfigs call their user {@code admin}.
     */
    private void refuseForeign(Fields context) {
        for (KubeconfigFile own : files) {
            if (own.path().equals(context.file())) {
                refuseForeign(context, "user", own.users(), users);
                refuseForeign(context, "cluster", own.clusters(), clusters);
            }
        }
    }

    private static void refuseForeign(
            Fields context, String kind, Map<String, Fields> own, Map<String, Fields> merged) {
        String name = context.text(kind);
        Fields meant = own.get(name);
        if (meant == null || meant.meansTheSameAs(merged.get(name))) {
            return;
        }
        throw context.problem(
                "its %s '%s' means something else in %s, which comes first"
                        .formatted(
                                kind,
                                SafeText.of(name),
                                SafeText.of(merged.get(name).file().toString())),
                "Rename the %s in one of the two files, or name one file with --kubeconfig."
                        .formatted(kind));
    }

    private static List<String> meaning(KubeconfigFile file, String name) {
        Fields context = file.contexts().get(name);
        String cluster = context.text("cluster");
        Fields server = file.clusters().get(cluster);
        return List.of(
                cluster,
                context.text("user"),
                context.text("namespace"),
                server == null ? "" : server.text("server"));
    }

    private static Map<String, Fields> firstOf(
            List<KubeconfigFile> files, Function<KubeconfigFile, Map<String, Fields>> kind) {
        Map<String, Fields> merged = new LinkedHashMap<>();
        files.forEach(file -> kind.apply(file).forEach(merged::putIfAbsent));
        return merged;
    }
}
