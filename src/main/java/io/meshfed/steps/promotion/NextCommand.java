package io.meshfed.steps.promotion;

import io.meshfed.promotion.About;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ShellWord;

/**
 * Commands for the reader of a report, whole: they work from any folder that has the federation
 * file. Where a promotion file is, no record knows.
 */
final class NextCommand {

    static final String PLAN = "meshfed plan-promotion -f PROMOTION-FILE";
    static final String PROMOTE = "meshfed promote -f PROMOTION-FILE";

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
