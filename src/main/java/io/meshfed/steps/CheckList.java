package io.meshfed.steps;

import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What came of the checks of one mesh. */
final class CheckList {

    private final Mesh mesh;
    private final List<Check> checks = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    CheckList(Mesh mesh) {
        this.mesh = mesh;
    }

    /** For the check that is under way: if it is ok, then with a warning. */
    void noteAll(List<String> more) {
        notes.addAll(more);
    }

    boolean attempt(CheckCode code, Supplier<String> check) {
        notes.clear();
        try {
            String statement = check.get();
            checks.add(
                    notes.isEmpty()
                            ? Check.ok(code, mesh.name(), "", statement)
                            : noted(code, statement));
            return true;
        } catch (FederationException failure) {
            if (failure.errorClass() == ErrorClass.INTERRUPTED) {
                throw failure;
            }
            failures.add(Failure.ofMesh(mesh.name(), failure));
            checks.add(failed(code, mesh.name(), failure));
            return false;
        }
    }

    private Check noted(CheckCode code, String statement) {
        return new Check(
                code,
                mesh.name(),
                "",
                CheckStatus.WARNING,
                statement,
                "has-notices",
                "",
                SafeText.of(String.join("; ", notes)));
    }

    static Check failed(CheckCode code, String mesh, FederationException failure) {
        List<String> hint = new ArrayList<>();
        hint.add(failure.remedy());
        hint.addAll(failure.details());
        return new Check(
                code,
                mesh,
                "",
                CheckStatus.FAILED,
                failure.getMessage(),
                failure.errorClass().label(),
                "",
                String.join("\n", hint));
    }

    void skip(CheckCode because, CheckCode... codes) {
        for (CheckCode code : codes) {
            checks.add(Check.skipped(code, mesh.name(), "", code.promise(), because));
        }
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }
}
