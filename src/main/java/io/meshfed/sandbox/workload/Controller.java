package io.meshfed.sandbox.workload;

import io.meshfed.model.ResourceType;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import java.util.List;

/** Follows the objects of some kinds, on the clock of the sandbox. */
interface Controller {

    /** The kinds that it hears of, and whose objects it is told of at its start. */
    List<ResourceType> follows();

    /** Something happened to an object of those kinds: it looks at what is now. */
    void changed(ObjectEvent event);
}
