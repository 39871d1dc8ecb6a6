-- Quotes and payments: holds, indexes of every list that is offered, the staff's queues; exchange rates and crypto
-- networks to begin with.

-- Why a reviewer holds a payment, apart from screening; only while it is on hold.
alter table payments add column hold_reason text;
--> statement-breakpoint
alter table payments add constraint payments_hold_reason check (hold_reason is null or status = 'ON_HOLD');
--> statement-breakpoint
alter table payments add column correction_count integer not null default 0;
--> statement-breakpoint

-- The tenant's key becomes the primary key. An index by id alone is one by age over all tenants, and the planner likes to
-- read lists along it: past the rows of everybody else, and past all that a filter does not want.
alter table payments drop constraint payments_pkey;
--> statement-breakpoint
alter table payments drop constraint payments_tenant_key;
--> statement-breakpoint
alter table payments add constraint payments_tenant_key primary key (organization_id, environment, id);
--> statement-breakpoint
create index payments_of_customer_by_status on payments (organization_id, environment, customer_id, status, id);
--> statement-breakpoint
create index payments_of_beneficiary_by_status on payments (organization_id, environment, beneficiary_id, status, id);
--> statement-breakpoint

-- For operator staff: payments of every organization that wait for a decision, longest waiting first, after one of
-- them. The place is given by moment and id, so that it stays when that payment has been decided meanwhile.
create function payment_queue(p_environment text, p_after_waiting_since timestamptz, p_after_id uuid, p_limit integer)
  returns table (
    id uuid, organization_id uuid, organization_name text, environment text, customer_id uuid, customer_name text,
    beneficiary_name text, internal_reference text, status text, amount text, currency_code text,
    open_match_count integer, payment_hold boolean, waiting_since timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select p.id, p.organization_id, o.name, p.environment, p.customer_id, c.company_name, b.company_name,
         p.internal_reference, p.status, p.payment_amount::text, p.payment_currency_code,
         coalesce(s.open_matches, 0)::integer, coalesce(s.holds, false), p.submitted_at
    from payments p
    join organizations o on o.id = p.organization_id
    join customers c on c.id = p.customer_id
    join beneficiaries b on b.id = p.beneficiary_id
    cross join lateral (
      select sum(w.open_match_count) as open_matches, bool_or(w.payment_hold) as holds
        from screening_subjects w
       where w.organization_id = p.organization_id and w.environment = p.environment
         and w.customer_id = p.customer_id
         and (w.subject_type <> 'BENEFICIARY' or w.entity_id = p.beneficiary_id)
    ) s
   where p.environment = p_environment
     and p.status in ('PENDING_REVIEW', 'ON_HOLD')
     and (p.submitted_at, p.id) > (
       coalesce(p_after_waiting_since, '-infinity'), coalesce(p_after_id, '00000000-0000-0000-0000-000000000000')
     )
   order by p.submitted_at, p.id
   limit p_limit
$$;
--> statement-breakpoint
revoke execute on function payment_queue(text, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function payment_queue(text, timestamptz, uuid, integer) to nuvera_app;
--> statement-breakpoint

-- The same for payments whose money has to be moved, or is on its way.
create function settlement_queue(p_environment text, p_after_waiting_since timestamptz, p_after_id uuid, p_limit integer)
  returns table (
    id uuid, organization_id uuid, organization_name text, environment text, customer_id uuid, customer_name text,
    beneficiary_name text, internal_reference text, status text, amount text, currency_code text,
    open_match_count integer, payment_hold boolean, waiting_since timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select p.id, p.organization_id, o.name, p.environment, p.customer_id, c.company_name, b.company_name,
         p.internal_reference, p.status, p.total_target::text, p.target_currency_code,
         coalesce(s.open_matches, 0)::integer, coalesce(s.holds, false), p.approved_at
    from payments p
    join organizations o on o.id = p.organization_id
    join customers c on c.id = p.customer_id
    join beneficiaries b on b.id = p.beneficiary_id
    cross join lateral (
      select sum(w.open_match_count) as open_matches, bool_or(w.payment_hold) as holds
        from screening_subjects w
       where w.organization_id = p.organization_id and w.environment = p.environment
         and w.customer_id = p.customer_id
         and (w.subject_type <> 'BENEFICIARY' or w.entity_id = p.beneficiary_id)
    ) s
   where p.environment = p_environment
     and p.status in ('APPROVED', 'PROCESSING')
     and (p.approved_at, p.id) > (
       coalesce(p_after_waiting_since, '-infinity'), coalesce(p_after_id, '00000000-0000-0000-0000-000000000000')
     )
   order by p.approved_at, p.id
   limit p_limit
$$;
--> statement-breakpoint
revoke execute on function settlement_queue(text, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function settlement_queue(text, timestamptz, uuid, integer) to nuvera_app;
--> statement-breakpoint

-- Plausible for the sandbox, where their age does not matter; too old for production on purpose, so that nobody pays at
-- a price that nobody imported.
insert into exchange_rates (currency_code, usd_per_unit, as_of, source, imported_at)
select code, rate, '2025-11-03T00:00:00Z', 'Sandbox rates that come with the platform', now()
  from (values
    ('BRL', 0.186), ('MXN', 0.0541), ('COP', 0.000259), ('HKD', 0.1287), ('CNY', 0.1404), ('NGN', 0.000695),
    ('KES', 0.00774), ('MWK', 0.000577), ('ZAR', 0.0577), ('XOF', 0.001757), ('XAF', 0.001757), ('UGX', 0.000287),
    ('TZS', 0.000407), ('ZMW', 0.0449), ('BWP', 0.0743), ('SGD', 0.7663),
    ('USDT', 1), ('USDC', 1), ('DAI', 1), ('BTC', 107400)
  ) as seed (code, rate);
--> statement-breakpoint

alter table crypto_networks add column address_pattern text not null;
--> statement-breakpoint
insert into crypto_networks (
  currency_code, network, network_name, decimals, contract_address, confirmations, minimum_amount, status,
  address_format, address_pattern, updated_at
)
select seed.currency_code, seed.network, chain.name, seed.decimals, seed.contract_address, chain.confirmations,
       seed.minimum_amount, 'ACTIVE', form.words, form.pattern, now()
  from (values
    ('USDT', 'ETHEREUM', 6, '0xdAC17F958D2ee523a2206206994597C13D831ec7', 10),
    ('USDT', 'TRON', 6, 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 1),
    ('USDT', 'SOLANA', 6, 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB', 1),
    ('USDT', 'BSC', 18, '0x55d398326f99059fF775485246999027B3197955', 1),
    ('USDT', 'POLYGON', 6, '0xc2132D05D31c914a87C6611C10748AEb04B58e8F', 1),
    ('USDT', 'ARBITRUM', 6, '0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9', 1),
    ('USDT', 'OPTIMISM', 6, '0x94b008aA00579c1307B0EF2c499aD98a8ce58e58', 1),
    ('USDT', 'AVALANCHE', 6, '0x9702230A8Ea53601f5cD2dc00fDBc13d4dF4A8c7', 1),
    ('USDC', 'ETHEREUM', 6, '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48', 10),
    ('USDC', 'SOLANA', 6, 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', 1),
    ('USDC', 'POLYGON', 6, '0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359', 1),
    ('USDC', 'BASE', 6, '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913', 1),
    ('USDC', 'ARBITRUM', 6, '0xaf88d065e77c8cC2239327C5EDb3A432268e5831', 1),
    ('USDC', 'OPTIMISM', 6, '0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85', 1),
    ('USDC', 'AVALANCHE', 6, '0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E', 1),
    ('DAI', 'ETHEREUM', 18, '0x6B175474E89094C44Da98b954EedeAC495271d0F', 10),
    ('DAI', 'POLYGON', 18, '0x8f3Cf7ad23Cd3CaDbD9735AFf958023239c6A063', 1),
    ('DAI', 'ARBITRUM', 18, '0xDA10009cBd5D07dd0CeCc66161FC93D7c9000da1', 1),
    ('DAI', 'OPTIMISM', 18, '0xDA10009cBd5D07dd0CeCc66161FC93D7c9000da1', 1),
    ('DAI', 'BASE', 18, '0x50c5725949A6F0c72E6C4a641F24049A917DB0Cb', 1),
    ('BTC', 'BITCOIN', 8, null, 0.0001)
  ) as seed (currency_code, network, decimals, contract_address, minimum_amount)
  join (values
    ('ETHEREUM', 'Ethereum', 64, 'evm'), ('POLYGON', 'Polygon PoS', 128, 'evm'), ('BSC', 'BNB Smart Chain', 15, 'evm'),
    ('ARBITRUM', 'Arbitrum One', 20, 'evm'), ('OPTIMISM', 'OP Mainnet', 20, 'evm'), ('BASE', 'Base', 20, 'evm'),
    ('AVALANCHE', 'Avalanche C-Chain', 12, 'evm'), ('TRON', 'Tron', 20, 'tron'), ('SOLANA', 'Solana', 32, 'solana'),
    ('BITCOIN', 'Bitcoin', 3, 'bitcoin')
  ) as chain (network, name, confirmations, form) on chain.network = seed.network
  join (values
    ('evm', '0x and 40 hexadecimal digits; mixed case is a checksum (EIP-55).', '^0x[0-9a-fA-F]{40}$'),
    ('tron', 'T and 33 more characters in Base58Check.', '^T[1-9A-HJ-NP-Za-km-z]{33}$'),
    ('solana', 'A public key of 32 bytes in Base58, 32 to 44 characters.', '^[1-9A-HJ-NP-Za-km-z]{32,44}$'),
    (
      'bitcoin',
      'Base58Check beginning with 1 or 3, or in lower case Bech32 (bc1q) or Bech32m (bc1p).',
      '^(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1q(?:[02-9ac-hj-np-z]{38}|[02-9ac-hj-np-z]{58})|bc1p[02-9ac-hj-np-z]{58})$'
    )
  ) as form (name, words, pattern) on form.name = chain.form;
