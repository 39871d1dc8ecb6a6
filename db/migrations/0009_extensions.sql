-- Trigrams for names, phonetic codes for screening, and indexes that join a tenant's columns with trigrams. All three are
-- trusted extensions: the owner of the database may create them without being a superuser.
create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists fuzzystrmatch;
--> statement-breakpoint
create extension if not exists btree_gin;
