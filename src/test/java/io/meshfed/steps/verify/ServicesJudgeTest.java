package io.meshfed.steps.verify;

import static io.meshfed.steps.verify.Pair.assertCause;
import static io.meshfed.steps.verify.Pair.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Export;
import io.meshfed.model.Import;
import io.meshfed.model.ServiceName;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Exported names equal imported names, no less and no more. */
class ServicesJudgeTest {

    private final Pair pair = new Pair();

    @Test
    @DisplayName("a service of the file that istiod does not offer is not exported")
    void missesAnExport() {
        pair.aro.exports();

        assertCause(Reason.NOT_EXPORTED, pair.judged());
        assertEquals(
                "not exported: shop/orders as public/orders",
                check(pair.judged(), CheckCode.EXPORTED).observed());
        assertTrue(pair.judged().waitingHelps());
    }

    @Test
    @DisplayName("the other side of a missing export is told to look there")
    void tracesAMissingImportToTheExporter() {
        pair.aro.exports();
        pair.rosa.imports();

        assertCause(Reason.NOT_OFFERED, pair.reverse());
        assertTrue(
                check(pair.reverse(), CheckCode.IMPORTED)
                        .hint()
                        .contains("oc --context aro -n aro-mesh get exportedserviceset rosa-mesh"));
    }

    @Test
    @DisplayName("what is offered beyond the file fails: it is open to the peer")
    void refusesMoreExports() {
        pair.aro.exports(
                Side.entry("orders.public", "shop", "orders", "orders.shop.svc.cluster.local"),
                Side.entry("istiod.aro-mesh", "aro-mesh", "istiod", "istiod.aro-mesh.svc"));

        assertCause(Reason.MORE_EXPORTED, pair.judged());
    }

    @Test
    @DisplayName("an export by labels needs one service of its namespace, else it is a warning")
    void judgesExportsByLabels() {
        pair.file(List.of(Export.labelled("aro-mesh", "shop", Map.of("tier", "open"))), List.of());
        pair.aro.exports(
                Side.entry("orders.shop", "shop", "orders", "orders.shop.svc.cluster.local"));
        pair.rosa.imports(
                Side.entry(
                        "orders.shop", "shop", "orders", "orders.shop.svc.aro-mesh-imports.local"));
        assertTrue(pair.judged().good());
        assertTrue(pair.reverse().good(), pair.reverse().inShort());

        pair.aro.exports();
        pair.rosa.imports(Side.offered("orders.shop"));
        assertEquals(CheckStatus.WARNING, check(pair.judged(), CheckCode.EXPORTED).status());
        assertTrue(pair.judged().good());
        assertTrue(pair.reverse().good(), pair.reverse().inShort());
    }

    @Test
    @DisplayName("E15: offered with empty fields is not imported: no rule took it")
    void seesAnOfferThatNoRuleTakes() {
        pair.rosa.imports(Side.offered("orders.public"));

        assertCause(Reason.NOT_IMPORTED, pair.reverse());
    }

    @Test
    @DisplayName("not listed although the other side exports it: not heard of yet")
    void seesAnExportOnItsWay() {
        pair.rosa.imports();

        assertCause(Reason.NOT_YET_IMPORTED, pair.reverse());
    }

    @Test
    @DisplayName("offers that were withdrawn and not imported are never waited for")
    void toleratesOldOffers() {
        pair.rosa.imports(
                Side.offered("gone.shop"),
                Side.entry(
                        "orders.public",
                        "public",
                        "orders",
                        "orders.public.svc.aro-mesh-imports.local"));

        assertTrue(pair.reverse().good());
    }

    @Test
    @DisplayName("an import under another host name is named")
    void seesAnotherHostname() {
        pair.rosa.imports(
                Side.entry("orders.public", "public", "orders", "orders.public.svc.cluster.local"));

        assertCause(Reason.IMPORTED_ELSEWHERE, pair.reverse());
    }

    @Test
    @DisplayName("an import that the file does not know is named")
    void seesAnImportTooMany() {
        pair.rosa.imports(
                Side.entry(
                        "orders.public",
                        "public",
                        "orders",
                        "orders.public.svc.aro-mesh-imports.local"),
                Side.entry("old.shop", "shop", "old", "old.shop.svc.aro-mesh-imports.local"));

        assertCause(Reason.MORE_IMPORTED, pair.reverse());
    }

    @Test
    @DisplayName("aliases, imports as local and domain suffixes have their own host names")
    void computesHostnames() {
        ServiceName orders = new ServiceName("public", "orders");
        assertHostname("far.money.svc.aro-mesh-imports.local", new ServiceName("money", "far"), "");
        assertHostname("orders.public.far.example", orders, "far.example");
        pair.file(
                Pair.EXPORTS,
                List.of(
                        new Import(
                                "rosa-mesh", orders, new ServiceName("shop", "near"), true, "")));
        pair.rosa.imports(
                Side.entry("orders.public", "shop", "near", "near.shop.svc.cluster.local"));
        assertTrue(pair.reverse().good(), pair.reverse().inShort());
    }

    private void assertHostname(String hostname, ServiceName alias, String suffix) {
        ServiceName orders = new ServiceName("public", "orders");
        pair.file(Pair.EXPORTS, List.of(new Import("rosa-mesh", orders, alias, false, suffix)));
        pair.rosa.imports(Side.entry("orders.public", alias.namespace(), alias.name(), hostname));
        assertTrue(pair.reverse().good(), pair.reverse().inShort());
    }

    @Test
    @DisplayName("of several import rules the first that matches decides")
    void takesTheFirstRule() {
        ServiceName all = new ServiceName("public", "");
        ServiceName orders = new ServiceName("public", "orders");
        pair.file(
                Pair.EXPORTS,
                List.of(
                        Import.plain("rosa-mesh", all),
                        new Import("rosa-mesh", orders, new ServiceName("x", "y"), false, "")));

        assertTrue(pair.reverse().good(), pair.reverse().inShort());
    }

    @Test
    @DisplayName("an import set without status is waited for")
    void waitsForASetWithoutStatus() {
        pair.rosa.importsWithoutStatus();

        assertCause(Reason.SET_NOT_HANDLED, pair.reverse());
        assertTrue(pair.reverse().waitingHelps());
    }

    @Test
    @DisplayName("E15: a set that stays overlooked for two rounds is to be edited once")
    void knowsTheTrapOfTheRecreatedSet() {
        pair.at(200).rosa.status(Entry.up("rosa-0", 5).synced(190).remote("10.0.0.1", true));
        pair.rosa.imports(Side.offered("orders.public"));

        assertTrue(
                check(pair.reverse(), CheckCode.IMPORTED).hint().startsWith("Edit its rules once"),
                () -> check(pair.reverse(), CheckCode.IMPORTED).toString());
    }

    @Test
    @DisplayName("sets that the file needs and nobody applied are failures that no waiting cures")
    void missesTheSets() {
        pair.aro.withoutSets();
        assertCause(Reason.EXPORTS_NOT_APPLIED, pair.judged());
        assertFalse(pair.judged().waitingHelps());

        pair.rosa.withoutSets();
        assertCause(Reason.IMPORTS_NOT_APPLIED, pair.reverse());
        assertFalse(pair.reverse().waitingHelps());
    }

    @Test
    @DisplayName("where nothing is exported or imported no set is missed")
    void needsNoSetsForNothing() {
        pair.file(List.of(), List.of());
        pair.aro.withoutSets();
        pair.rosa.withoutSets();

        assertTrue(pair.judged().good());
        assertTrue(pair.reverse().good());
    }
}
