-- Network policies. Columns as Materialize's documentation, "System catalog", "mz_internal", has them; the first one as its
-- test/sqllogictest/network_policy.slt.
INSERT INTO _weir.policy (id, oid, name, owner_id)
    SELECT _weir.next_id('policy'), _weir.next_oid(), 'default', 's1' WHERE NOT EXISTS (SELECT FROM _weir.counter WHERE kind = 'policy' AND last > 0);
INSERT INTO _weir.policy_rule
    SELECT 'u1', 0, 'open_ingress', 'allow', '0.0.0.0/0', 'ingress' FROM _weir.counter c
    WHERE c.kind = 'policy' AND c.last = 1 AND NOT EXISTS (SELECT FROM _weir.policy_rule);
CREATE OR REPLACE VIEW mz_internal.mz_network_policies AS
    SELECT id, name, owner_id, privileges::mz_catalog.mz_aclitem[] AS privileges, oid FROM _weir.policy;
CREATE OR REPLACE VIEW mz_internal.mz_network_policy_rules AS
    SELECT name, policy_id, action, address, direction FROM _weir.policy_rule;
