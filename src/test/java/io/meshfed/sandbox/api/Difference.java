package io.meshfed.sandbox.api;

import static java.util.regex.Pattern.DOTALL;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the sandbox may answer otherwise than the real server of the record, and why. The record is
 * of release 1.20, the sandbox is modelled on 1.29. A place is a path in the answer; what both say
 * there is given as patterns of JSON, empty for nothing.
 */
enum Difference {
    SUBRESOURCE_OF_ENTRY(
            "Since 1.21 an entry of managedFields names the subresource that it was written through.",
            ".*managedFields\\[\\d+]\\.subresource",
            "",
            "\"(status|scale)\""),
    WARNINGS(
            "Since 1.25 the server warns of fields that it drops.",
            "head",
            "20\\d( \\(same version\\))?",
            "20\\d( warns 299 - \"unknown field \\\\\".*\\\\\"\")+( \\(same version\\))?"),
    SERVICE_FIELDS(
            "Since 1.20 to 1.22 a Service says which address families and which traffic policy it has.",
            ".*spec\\.(internalTrafficPolicy|ipFamilies|ipFamilyPolicy)",
            "",
            ".+"),
    ROLE_REF(
            "Since 1.27 a reference to a role is owned as one.",
            ".*f:roleRef\\.f:(apiGroup|kind|name)",
            "\\{}",
            ""),
    REVIEW_ENTRIES(
            "Since 1.22 a review, which nobody stores, has no managedFields.",
            "metadata\\.managedFields",
            ".*f:(nonR|r)esourceAttributes.*",
            ""),
    INDEX_IN_FIELD(
            "Since 1.22 the path of a field that is wrong tells which element of a list it is in.",
            "message|details\\.causes(\\[\\d+]\\.(field|message))?",
            "[^\\[\\]]*(exportRules|exportedServices|parts)\\..*",
            ".*(exportRules|exportedServices|parts)\\[\\d+]\\..*"),
    CAUSE_TWICE(
            "The real server checks metadata of an update twice and names the cause twice.",
            "details\\.causes",
            "\\[(\\{.*}),\\1]",
            "\\[\\{.*}]"),
    DEFINITION_ENTRIES(
            "Since 1.22 the status of a definition is owned through its subresource, condition by condition.",
            ".*managedFields(\\[\\d+]\\.fieldsV1\\.f:status.*)?",
            ".*(f:storedVersions|f:acceptedNames|f:conditions).*|",
            ".*"),
    WORDS_OF_DECODERS(
            "What cannot be read is told in the words of Go's decoders, which differ from release to release.",
            "message|details\\.causes(\\[\\d+]\\.message)?",
            ".*(json parse error|unmarshal|error found in #|in scheme|converting|error decoding|invalid character).*",
            ".*(json parse error|error decoding|cannot be handled as|metadata must be|not made by).*"),
    PLACE_OF_APPLY_ERROR(
            "Since 1.26 what cannot be applied is told with the object that it was meant for.",
            "message",
            "\"failed to create typed patch object: .*",
            "\"failed to create typed patch object \\(.*"),
    NAMESPACE_LABEL(
            "Since 1.21 a namespace has a label with its own name.",
            ".*metadata(\\.managedFields\\[\\d+]\\.fieldsV1\\.f:metadata|\\.labels)",
            "",
            ".*kubernetes.io/metadata.name.*"),
    LEAF_OF_A_MAP(
            "In the record who owns a map without an entry is taken for the owner of all its entries.",
            ".*fieldsV1\\.f:data\\..*",
            "\\{}",
            ""),
    COLUMN_TEXTS(
            "The sandbox names its columns, and does not explain them.",
            ".*columnDefinitions\\[\\d+]\\.description",
            ".+",
            ".+"),
    STORAGE_HASH(
            "A hash that only tells servers of one cluster apart.",
            ".*storageVersionHash",
            ".+",
            ""),
    FIELD_VALIDATION("Since 1.25 a client may ask to have unknown fields refused."),
    RESET_FIELDS(
            "Since 1.22 nobody comes to own what his write cannot change: status, or all but status.",
            ".*managedFields\\[\\d+]\\.fieldsV1\\.f:status",
            ".*(f:phase|f:discoveryStatus).*",
            ""),
    JSON_PATCH_LIBRARY("In later releases a JSON patch cannot replace what is not there."),
    NULLS_LEFT(
            "In the record a null stays where the last field of a map was given up, and is refused."),
    NO_CONTROLLERS(
            "Behind the record runs no controller manager: nobody empties a namespace that goes.",
            "metadata\\.(deletionTimestamp|deletionGracePeriodSeconds)",
            "",
            "0|\"…\""),
    ANONYMOUS("Nobody without a name gets into the sandbox, as with --anonymous-auth=false."),
    OTHER_FORMS("The sandbox answers in JSON, whatever else a client would take."),
    UNREADABLE_PATCH("A patch that cannot be read, or cannot be read once applied, is a 400 here."),
    KEYS_OF_ELEMENTS(
            "Here an element of a keyed list is applied only with its key; the record says so later and differently."),
    SCALE_ENTRIES(
            "Since 1.22 who scales an object owns the number that he set.",
            ".*metadata\\.managedFields",
            ".*",
            ".*\"subresource\":\"scale\".*"),
    WHO_AM_I(
            "Since 1.28 everybody may ask who he is.",
            "status\\.resourceRules",
            ".*",
            ".*selfsubjectreviews.*"),
    METADATA_LISTS(
            "The record forgets to say how many are left of a list of metadata alone.",
            "metadata\\.remainingItemCount",
            "",
            "\\d+");

    private final String reason;
    private final Pattern path;
    private final Pattern real;
    private final Pattern sandbox;

    /** A whole answer that is another one: the request says which. */
    Difference(String reason) {
        this(reason, "no path", "", "");
    }

    Difference(String reason, String path, String real, String sandbox) {
        this.reason = reason;
        this.path = Pattern.compile(path);
        this.real = Pattern.compile(real, DOTALL);
        this.sandbox = Pattern.compile(sandbox, DOTALL);
    }

    String reason() {
        return reason;
    }

    /** Those that explain it; empty when nobody allowed it. */
    static List<Difference> allowing(Delta delta) {
        return Arrays.stream(values()).filter(difference -> difference.allows(delta)).toList();
    }

    private boolean allows(Delta delta) {
        return path.matcher(delta.path()).matches()
                && real.matcher(delta.real()).matches()
                && sandbox.matcher(delta.sandbox()).matches();
    }
}
