package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/** Who is asked whether a release does well. Each says pass, fail, or that it cannot know. */
public sealed interface Gate {

    /**
     * Requests of our own.
     *
     * @param minSuccess percent of the requests, above 0 to 100
     * @param maxP99 the time within which 99 of 100 are answered; zero for any
     */
    record Probe(String path, int requests, double minSuccess, Duration maxP99) implements Gate {
        public Probe {
            requireNonNull(path);
            requireNonNull(maxP99);
        }
    }

    /**
     * A query to what speaks Prometheus' HTTP API.
     *
     * @param least negative infinity for no such bound
     * @param most positive infinity for no such bound
     * @param minSamples fewer cannot decide
     */
    record Prometheus(Endpoint endpoint, String query, double least, double most, int minSamples)
            implements Gate {
        public Prometheus {
            requireNonNull(endpoint);
            requireNonNull(query);
        }
    }

    /**
     * Where to ask, and as whom.
     *
     * @param tokenFile with a bearer token; empty for none
     * @param caFile with the roots to trust; empty for those of the machine
     */
    record Endpoint(String address, String tokenFile, String caFile) {
        public Endpoint {
            requireNonNull(address);
            requireNonNull(tokenFile);
            requireNonNull(caFile);
        }
    }

    /**
     * A program of the user's: exit code 0 is pass, 1 is fail, anything else cannot know.
     *
     * @param argv run as it is, by no shell
     */
    record Command(List<String> argv, Duration timeout) implements Gate {
        public Command {
            argv = List.copyOf(argv);
            requireNonNull(timeout);
        }
    }

    /** A person is asked. */
    record Confirmation(String question) implements Gate {
        public Confirmation {
            requireNonNull(question);
        }
    }
}
