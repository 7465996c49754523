package io.meshfed.cli;

import io.meshfed.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A run that does not hear that it should end. Its argument is where its report goes. */
final class HangingProgram {

    private HangingProgram() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(Console.system(), new Interruption());
        OutputOptions options = new OutputOptions();
        options.reports.add(new NamedFile("json", Path.of(arguments[0])));
        Runs runs = new Runs(surroundings, options, "hang", List.of());
        System.exit(runs.run(() -> hang(runs)));
    }

    private static RunReport hang(Runs runs) {
        runs.progress().doing("hanging");
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
                return RunReport.of("hang", "", List.of(), new TreeMap<>());
            } catch (InterruptedException deaf) {
                runs.progress().doing("not listening");
            }
        }
    }
}
