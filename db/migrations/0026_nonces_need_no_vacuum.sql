-- Rows of these tables are added and never changed, until the table is emptied whole. A vacuum finds nothing to do there, and
-- holds a lock while it looks, which emptying would have to wait for.
alter table request_nonces_0 set (autovacuum_enabled = off);
--> statement-breakpoint
alter table request_nonces_1 set (autovacuum_enabled = off);
--> statement-breakpoint
alter table request_nonces_2 set (autovacuum_enabled = off);
--> statement-breakpoint
alter table request_nonces_3 set (autovacuum_enabled = off);
