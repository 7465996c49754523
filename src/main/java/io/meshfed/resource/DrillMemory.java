package io.meshfed.resource;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ServiceName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a drill found before it changed anything: kept next to the control plane from before the
 * first change until all is as it was, so that anybody can put it back from anywhere.
 *
 * @param service whose requests are led away
 * @param pattern how they were routed, as text
 * @param hosts from outside under which they were
 * @param workloads the replicas of each Deployment that is scaled to none
 */
public record DrillMemory(
        ServiceName service,
        String pattern,
        SortedSet<String> hosts,
        SortedMap<ServiceName, Integer> workloads) {

    /** More workloads stand behind no service. */
    public static final int MOST_WORKLOADS = 50;

    private static final String SERVICE = "service";
    private static final String PATTERN = "pattern";
    private static final String WORKLOADS = "workloads";
    private static final String HOSTS = "hosts";
    private static final int LONGEST = 32 << 10;
    private static final String NAME = "([a-z0-9][-a-z0-9]{0,62})/([a-z0-9][-a-z0-9.]{0,252})";
    private static final Pattern HOST = Pattern.compile("[a-z0-9*][-a-z0-9.]{0,252}");
    private static final Pattern NAMED = Pattern.compile(NAME);
    private static final Pattern SCALED = Pattern.compile(NAME + "=([0-9]{1,4})");

    public DrillMemory {
        requireNonNull(service);
        requireNonNull(pattern);
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
        if (workloads.isEmpty() || workloads.size() > MOST_WORKLOADS) {
            throw new IllegalArgumentException(
                    "a drill is of 1 to %d workloads".formatted(MOST_WORKLOADS));
        }
    }

    public static ObjectRef ref(Mesh mesh) {
        return new ObjectRef(
                ResourceTypes.CONFIG_MAP, mesh.namespace(), "meshfed-drill-" + mesh.name());
    }

    public Manifest desired(String federation, Mesh mesh) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(SERVICE, service.toString());
        data.put(PATTERN, pattern);
        data.put(HOSTS, String.join(",", hosts));
        data.put(
                WORKLOADS,
                workloads.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("\n")));
        return new Manifest(
                ref(mesh), Ownership.labels(federation), new TreeMap<>(), Map.of("data", data));
    }

    /** Empty when it is not what {@link #desired} wrote: half of it is never guessed. */
    public static Optional<DrillMemory> of(ClusterObject stored) {
        Matcher service = NAMED.matcher(stored.text("data", SERVICE).orElse(""));
        String pattern = stored.text("data", PATTERN).orElse("");
        String text = stored.text("data", WORKLOADS).orElse("");
        Optional<SortedSet<String>> hosts = hosts(stored.text("data", HOSTS).orElse(""));
        boolean whole = service.matches() && !pattern.isEmpty() && hosts.isPresent();
        if (!whole || text.length() > LONGEST) {
            return Optional.empty();
        }
        SortedMap<ServiceName, Integer> workloads = new TreeMap<>();
        for (String line : text.split("\n")) {
            Matcher scaled = SCALED.matcher(line);
            if (!scaled.matches()) {
                return Optional.empty();
            }
            workloads.put(
                    new ServiceName(scaled.group(1), scaled.group(2)),
                    Integer.valueOf(scaled.group(3)));
        }
        return workloads.size() > MOST_WORKLOADS
                ? Optional.empty()
                : Optional.of(
                        new DrillMemory(
                                new ServiceName(service.group(1), service.group(2)),
                                pattern,
                                hosts.get(),
                                workloads));
    }

    private static Optional<SortedSet<String>> hosts(String text) {
        SortedSet<String> hosts = new TreeSet<>();
        for (String host : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            if (!HOST.matcher(host).matches()) {
                return Optional.empty();
            }
            hosts.add(host);
        }
        return Optional.of(hosts);
    }
}
