package io.meshfed.crash;

import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of one run while it goes on.
 *
 * @param loneBefore whether a peer stood alone when it began
 * @param identified the clusters that said who they are
 * @param stored what it wrote
 */
record JudgedRun(
        Command command,
        String holder,
        boolean loneBefore,
        Set<String> identified,
        Set<String> stored) {

    JudgedRun(Command command, String holder, boolean loneBefore) {
        this(command, holder, loneBefore, new TreeSet<>(), new TreeSet<>());
    }
}
