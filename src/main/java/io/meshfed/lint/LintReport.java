package io.meshfed.lint;

import java.util.List;

/**
 * What the linter has to say.
 *
 * @param findings by file, from top to bottom
 * @param files read
 * @param documents of them that are Tekton's
 * @param notices what could not be checked, and why
 */
public record LintReport(List<Finding> findings, int files, int documents, List<String> notices) {

    public LintReport {
        findings = List.copyOf(findings);
        notices = List.copyOf(notices);
    }

    public long count(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
}
