
    create schema if not exists shop_web;
    create table if not exists shop_web.visits (
        visit_id integer, path text, customer_id integer, agent text, day date, seen_at timestamp
    );
    insert into shop_web.visits
    select v.*, now() at time zone 'utc' - interval '1 hour'
    from (values
        (1, '/', 1, 'browser', date '2026-03-01'),
        (2, '/spades', 1, 'browser', date '2026-03-01'),
        (3, '/robots.txt', null, 'robot', date '2026-03-01'),
        (4, '/gloves', 5, 'browser', date '2026-03-02'),
        (5, '/', null, 'browser', date '2026-03-02')
    ) as v (visit_id, path, customer_id, agent, day)
    where not exists (select 1 from shop_web.visits);
