package io.ctpfeed.subscription;

import java.util.List;

/** What recovery decided to do. */
public sealed interface RecoveryAction {
    String account();

    /** Ask again for these. @param instruments missing, or silent beyond their pace */
    record Resubscribe(String account, List<String> instruments) implements RecoveryAction {}

    /** Log out and in again. @param tries how many this makes since it ticked last */
    record Restart(String account, String reason, int tries) implements RecoveryAction {}

    /** Not done, for a limit is reached. Said once until it is free again. */
    record Held(String account, What what, String reason, List<String> instruments) implements RecoveryAction {}

    /** People must look: trying did not help. @param instruments missing; empty where it is the account */
    record Escalate(String account, String reason, int tries, List<String> instruments) implements RecoveryAction {}

    /** What was not done. */
    enum What {
        RESUBSCRIBE,
        RESTART;

        public String token() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
