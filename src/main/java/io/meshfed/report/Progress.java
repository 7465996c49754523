package io.meshfed.report;

/** Tells people what goes on, while it goes on. Never carries data: that is the report's. */
public interface Progress {

    void doing(String what);

    /**
     * @param reason why it is not there yet, as last seen
     */
    void waiting(String what, String reason);

    void done(String what);

    void warning(String what);

    /** A value that changes all the time; the next one takes the place of the last. */
    default void measuring(String what) {}

    /** Says nothing. */
    Progress NONE =
            new Progress() {
                @Override
                public void doing(String what) {}

                @Override
                public void waiting(String what, String reason) {}

                @Override
                public void done(String what) {}

                @Override
                public void warning(String what) {}
            };
}
