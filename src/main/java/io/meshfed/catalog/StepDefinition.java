package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A command that is a step of the catalog: what every generated file is made from. */
public record StepDefinition(CommandDefinition command, Entry entry, List<Permission> access) {

    public StepDefinition {
        requireNonNull(command);
        requireNonNull(entry);
        access = List.copyOf(access);
    }

    /** What {@link CatalogEntry} says, as a value. */
    public record Entry(
            String displayName,
            List<String> tags,
            String details,
            boolean writes,
            boolean retriesSafe,
            boolean kustomizes) {

        public Entry {
            requireNonNull(displayName);
            tags = List.copyOf(tags);
            requireNonNull(details);
        }

        static Entry of(CatalogEntry entry) {
            return new Entry(
                    entry.displayName(),
                    List.of(entry.tags()),
                    entry.details(),
                    entry.writes(),
                    entry.retriesSafe(),
                    entry.kustomizes());
        }
    }

    /** Folder, sub-command and name of the step in its pod. */
    public String name() {
        return command.name();
    }

    /** Of the Task and the StepAction; catalogs are shared by thousands. */
    public String resourceName() {
        return "meshfed-" + name();
    }

    /** Options that a pipeline may give, those that it must give first. */
    public List<OptionDefinition> params() {
        return command.options().stream().filter(OptionDefinition::isParam).toList();
    }

    /** Folders, in one order everywhere. */
    public List<Workspace.Folder> workspaces() {
        return command.options().stream()
                .map(OptionDefinition::binding)
                .filter(OptionDefinition.Binding.OfWorkspace.class::isInstance)
                .map(binding -> ((OptionDefinition.Binding.OfWorkspace) binding).folder())
                .distinct()
                .sorted()
                .toList();
    }
}
