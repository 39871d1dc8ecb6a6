-- Filled in below.
select 1;
