package io.meshfed.steps;

import io.meshfed.probe.Load;
import io.meshfed.probe.LoadPlan;
import io.meshfed.probe.Sample;
import io.meshfed.probe.Target;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/** The requests of a drill, and where they go. */
record DrillLoad(Load.Source source, Target target, SSLSocketFactory tls) {

    Load start(LoadPlan plan, Consumer<Sample> heard) {
        return source.start(target, tls, plan, heard);
    }
}
