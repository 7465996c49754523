package io.meshfed.steps.promotion;

import io.meshfed.promotion.About;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ShellWord;

/**
 * Commands for the reader of a report. In the remedy of a failure the command line adds the file
 * that it was given; in what is told of a record, {@link #FILE} stands for it: no record knows
 * where it is.
 */
final class NextCommand {

    static final String PLAN = "meshfed plan-promotion";
    static final String PROMOTE = "meshfed promote";
    static final String FILE = " -f PROMOTION-FILE";

    private NextCommand() {}

    static String rollBack(PromotionRecord record) {
        return "meshfed roll-back" + of(record.about().subject());
    }

    static String status(PromotionRecord record) {
        return "meshfed promotion-status" + of(record.about().subject());
    }

    private static String of(About.Subject subject) {
        return subject.to().isEmpty()
                ? ""
                : " --mesh %s --service %s"
                        .formatted(
                                ShellWord.of(subject.to()),
                                ShellWord.of(subject.service().toString()));
    }
}
