package io.meshfed.manifests;

import io.meshfed.manifests.SourceRoot.Unusable;
import io.meshfed.model.Trees;
import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import io.meshfed.yaml.YamlTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Looks through a kustomization and all that it is made of, before any program reads it: it must
 * need no network, start no program, and lie within its root.
 */
final class KustomizationScan {

    static final List<String> FILES =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final int MOST_FOLDERS = 500;

    private final SourceRoot root;
    private final SetProblems problems;
    private final Set<Path> seen = new HashSet<>();
    private boolean confidential;

    KustomizationScan(SourceRoot root, SetProblems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The kustomization file of a folder, if it is one of a kustomization. */
    static Optional<Path> in(Path folder) {
        return FILES.stream().map(folder::resolve).filter(Files::exists).findFirst();
    }

    /** Whether anything that was looked at may hold a secret. */
    boolean confidential() {
        return confidential;
    }

    /**
     * @param folder within the root
     */
    void scan(Path folder) {
        if (!seen.add(folder)) {
            return;
        }
        if (seen.size() > MOST_FOLDERS) {
            problems.add(root.shown(folder), "more than %d kustomizations".formatted(MOST_FOLDERS));
            return;
        }
        Optional<Path> file = in(folder);
        if (file.isEmpty()) {
            problems.add(root.shown(folder), "has no kustomization.yaml");
            return;
        }
        List<Path> all = FILES.stream().map(folder::resolve).filter(Files::exists).toList();
        if (all.size() > 1) {
            problems.add(root.shown(folder), "has more than one kustomization file");
        }
        read(folder, file.get());
    }

    private void read(Path folder, Path file) {
        String shown = root.shown(file);
        for (Map<String, Object> tree : trees(file, shown)) {
            new KustomizationFields(tree, shown, problems)
                    .references()
                    .forEach(reference -> follow(folder, shown, reference));
        }
    }

    private List<Map<String, Object>> trees(Path file, String shown) {
        try {
            String text = SourceRoot.text(root.inside(file));
            confidential |= tellsOfSecret(text);
            return trees(text, shown);
        } catch (Unusable unusable) {
            problems.add(shown, unusable.getMessage());
            return List.of();
        }
    }

    /** The generator of Secrets, too: better once too often than never. */
    private static boolean tellsOfSecret(String text) {
        return text.toLowerCase(Locale.ROOT).contains("secret");
    }

    private List<Map<String, Object>> trees(String text, String shown) {
        YamlTree.Problems placed = (place, problem) -> problems.add(shown, place, problem);
        List<Map<String, Object>> trees = new ArrayList<>();
        for (Node document : YamlTree.documents(text, placed)) {
            Object tree = new PlainTree(placed).of(document, Place.START.at(document));
            if (tree instanceof Map<?, ?>) {
                trees.add(Trees.object(tree));
            }
        }
        return trees;
    }

    private void follow(Path folder, String shown, KustomizationFields.Reference reference) {
        String written = reference.written();
        String where = shown + ": " + reference.field();
        if (remote(written)) {
            problems.add(where, needsNetwork(written));
            return;
        }
        try {
            Optional<Path> there = SourceRoot.resolved(folder, written).filter(Files::exists);
            if (there.isEmpty() && looksRemote(written)) {
                problems.add(where, needsNetwork(written));
                return;
            }
            Path target = root.inside(folder, written);
            if (Files.isDirectory(target)) {
                folder(target, where, reference);
            } else {
                file(target, reference);
            }
        } catch (Unusable unusable) {
            problems.add(where, unusable.getMessage());
        }
    }

    private void folder(Path target, String where, KustomizationFields.Reference reference) {
        if (reference.use() == KustomizationFields.Use.RESOURCE) {
            scan(target);
        } else if (reference.use() == KustomizationFields.Use.PLUGIN && in(target).isPresent()) {
            problems.add(where, "a folder of plugin configurations is not read; name the files");
        } else {
            problems.add(where, "'%s' is a folder".formatted(SafeText.of(reference.written())));
        }
    }

    private void file(Path target, KustomizationFields.Reference reference) throws Unusable {
        if (!seen.add(target)) {
            return;
        }
        String shown = root.shown(target);
        if (reference.use() == KustomizationFields.Use.PLUGIN) {
            trees(target, shown)
                    .forEach(tree -> KustomizationFields.requireBuiltin(tree, shown, problems));
            return;
        }
        String text = SourceRoot.text(target);
        confidential |= tellsOfSecret(text);
    }

    private static boolean remote(String written) {
        return written.contains("://") || written.startsWith("git@") || written.startsWith("git::");
    }

    /** What is no file here, kustomize would take for a repository. */
    private static boolean looksRemote(String written) {
        return written.contains("?ref=")
                || written.contains("?version=")
                || written.contains("//")
                || Stream.of("github.com", "gitlab.com", "bitbucket.org", "gh:")
                        .anyMatch(written::startsWith)
                || written.matches("[\\w.-]+@?[\\w.-]+:.*")
                || written.matches("[\\w-]+(\\.[\\w-]+)+/.+\\.git.*");
    }

    private static String needsNetwork(String written) {
        return "'%s' needs the network; keep a copy of it in the folder"
                .formatted(SafeText.of(written));
    }
}
