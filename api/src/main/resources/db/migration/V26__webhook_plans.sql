-- The functions that deliver to webhooks run many times a second, and their plans are the same for all values: each session
-- makes them once.
SET LOCAL ROLE toolbridge_webhooks;
ALTER FUNCTION webhook_lease(uuid, text[], uuid[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION webhook_held(uuid, text, uuid, uuid) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION webhook_work(uuid, text, uuid, uuid, integer, integer) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION webhook_record(uuid, text, uuid, uuid, jsonb) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION webhook_release(uuid, text, uuid, uuid) SET plan_cache_mode = force_generic_plan;
RESET ROLE;

-- Programs of the schemas before call the same functions.
INSERT INTO schema_served (version, oldest) VALUES (26, 10);
