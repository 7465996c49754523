package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.List;

/** What the controllers have to hear of. */
final class FollowedKinds {

    static final List<ResourceType> ALL =
            List.of(
                    Kinds.NAMESPACE,
                    Kinds.NODE,
                    Kinds.CONFIG_MAP,
                    Kinds.SERVICE,
                    Kinds.SERVICE_ACCOUNT,
                    Kinds.POD,
                    Kinds.DEPLOYMENT,
                    Kinds.CONTROL_PLANE,
                    Kinds.MEMBER_ROLL,
                    Kinds.PEER,
                    Kinds.EXPORT_SET,
                    Kinds.IMPORT_SET,
                    Kinds.ENDPOINTS,
                    Kinds.JOB,
                    Kinds.ROUTE,
                    Kinds.SUBSCRIPTION,
                    Kinds.OPERATOR_VERSION,
                    Kinds.OPERATOR_GROUP,
                    Kinds.VIRTUAL_SERVICE,
                    Kinds.DESTINATION_RULE,
                    Kinds.GATEWAY);

    private FollowedKinds() {}
}
