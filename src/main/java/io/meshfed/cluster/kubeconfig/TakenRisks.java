package io.meshfed.cluster.kubeconfig;

import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.List;

/** What an accepted risk comes to, context by context: whoever reads the log should know. */
final class TakenRisks {

    private TakenRisks() {}

    static List<String> of(ContextSettings context) {
        List<String> taken = new ArrayList<>();
        String name = "context '%s'".formatted(SafeText.of(context.name()));
        String server = SafeText.of(context.server().url().getRawAuthority());
        if (context.server().unchecked()) {
            taken.add(
                    "%s: nobody checks that %s is the server that is meant (%s)"
                            .formatted(name, server, Risk.INSECURE_CONNECTION.option()));
        }
        if (context.server().url().getScheme().equalsIgnoreCase("http")) {
            taken.add(
                    "%s: all goes to %s for everybody to read (%s)"
                            .formatted(name, server, Risk.INSECURE_CONNECTION.option()));
        }
        context.user()
                .exec()
                .ifPresent(
                        exec ->
                                taken.add(
                                        "%s: its credential comes from the program %s (%s)"
                                                .formatted(
                                                        name,
                                                        SafeText.of(exec.command()),
                                                        Risk.EXEC_PLUGIN.option())));
        return taken;
    }
}
