-- Keys of days without a partition have the bucket beyond all days. Those that were given their day lie in the default
-- partition and keep that day's partition from being made.
update idempotency_keys_late k set bucket = timestamptz '9999-12-31 00:00:00Z'
where bucket < timestamptz '9999-12-31 00:00:00Z'
  and not exists (select from idempotency_keys_late other
                  where other.tenant = k.tenant and other.principal = k.principal and other.key = k.key
                    and other.bucket > k.bucket);
delete from idempotency_keys_late where bucket < timestamptz '9999-12-31 00:00:00Z';
