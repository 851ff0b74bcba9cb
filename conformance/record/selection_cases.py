"""Command lines of `ls` on core/src/test/resources/golden/select/features/project, without the word `ls`."""

NAMES = """
feat
feat.marts
feat.marts.finance
feat.marts.*
feat.*.finance.*
marts
marts.finance
marts.finance.ledger
finance.ledger
orders
ord*
*orders
*
**
orders.sql
countries
countries.csv
more.regions
regions
stg_?rders
stg_[oc]*
stg_[!o]*
helper_pkg
helper_pkg.inner
helper_pkg.helper_model
helper_pkg.orders
helper_model
inner
inner.helper_deep
nothing_here
feat.nothing
off
snap_orders
snap_customers
snap_orders.snap_orders
unique_orders_id
feat.marts.unique_orders_id
orders_positive
sub.two_parents
sub
look
deep
analysis.feat.deep.look
board
orders_join
dim_two
dim_two_v2
raw
raw.orders
source:raw.orders
model.feat.orders
feat.orders
Orders
""".split()

VERSIONS = """
dim
dim.v1
dim_v1
dim.v2
dim_v2
dim.vold
dim_vold
dim.old
dim*
dim.*
dim_v*
versions
versions.dim
feat.versions.dim
feat.versions.dim.v2
feat.versions.dim_v2
versions.dim.v2
product
product.v3
product_v3
product_v4
product.v4
fqn:dim
fqn:dim.v3
fqn:feat.versions.dim*
file:dim_v2
file:dim_v2.sql
path:models/versions/dim_v1.sql
version:latest
version:prerelease
version:old
version:none
version:LATEST
version:newest
version:2
dim+
+dim
+dim.v2
reads_dim_v1
+reads_dim
+reads_dim_v1
""".split()

METHODS = """
fqn:orders
fqn:*
fqn:marts.orders
fqn:
tag:staging
tag:mart
tag:nightly
tag:s*
tag:*
tag:money
tag:slow
tag:checks
tag:column_tag
tag:raw_tag
tag:people
tag:reporting
tag:unit_tag
tag:packaged
tag:seeded
tag:pair
tag:offline
tag:none_such
tag:
tag:[ms]*
source:*
source:raw
source:raw.orders
source:raw.*
source:*.orders
source:feat.raw.orders
source:helper_pkg.raw.orders
source:helper_pkg.raw
source:helper_pkg.*
source:*.raw.orders
source:this.raw.orders
source:raw.v2
source:raw.v2.events
source:feat.raw.v2.events
source:a.b.c.d
source:orders
source:nothing
source:raw+
source:raw.orders+1
exposure:*
exposure:board
exposure:board*
exposure:feat.board
exposure:feat.*
exposure:helper_pkg.pkg_board
exposure:helper_pkg.*
exposure:*.board
exposure:a.b.c
exposure:nothing
+exposure:board
+exposure:*
1+exposure:board
metric:*
metric:a.b
metric:a.b.c
semantic_model:*
semantic_model:a.b.c
saved_query:*
saved_query:a.b.c
unit_test:*
unit_test:orders_join
unit_test:orders*
unit_test:feat.orders_join
unit_test:feat.*
unit_test:dim_two
unit_test:dim_two_v2
unit_test:dim_two*
unit_test:helper_pkg.helper_unit
unit_test:a.b.c
unit_test:nothing
+unit_test:orders_join
path:models
path:models/
path:models/staging
path:models/staging/
path:models/staging/*
path:models/*/*.sql
path:models/**/*.sql
path:models/marts/finance
path:models/marts/orders.sql
path:models/marts/orders
path:models/marts/marts.yml
path:models/staging/schema.yml
path:./models/marts
path:models/./marts
path:models/../models/marts
path:models\\\\marts
path:nothing
path:model
path:mod*
path:models/marts/*
path:seeds
path:seeds/more
path:snapshots
path:snapshots/snap.yml
path:tests
path:tests/sub
path:analyses
path:installed
path:installed/helper_pkg
path:installed/helper_pkg/models
path:installed/helper_pkg/models/inner
models/marts
models/marts/
models/marts/orders.sql
./models/marts
models/*
models/**
models\\\\marts
+models/marts/orders.sql
models/marts/orders.sql+
@models/marts/orders.sql
1+models/staging+1
file:orders.sql
file:orders
file:ord*
file:schema.yml
file:marts.yml
file:countries.csv
file:countries
file:snap_orders.sql
file:look.sql
file:two_parents.sql
file:nothing.sql
file:models/marts/orders.sql
ORDERS.SQL
stg_*.sql
package:feat
package:this
package:helper_pkg
package:helper*
package:*
package:dbt
package:nothing
config.materialized:table
config.materialized:view
config.materialized:ephemeral
config.materialized:incremental
config.materialized:snapshot
config.materialized:seed
config.materialized:test
config.materialized:t*
config.materialized:TABLE
config.schema:fin
config.alias:product
config.enabled:true
config.enabled:false
config.enabled:True
config.tags:mart
config.tags:slow
config.tags:m*
config.severity:warn
config.severity:error
config.severity:ERROR
config.store_failures:true
config.meta:owner
config.meta.owner:money
config.meta.owner:people
config.meta.owner:bob
config.meta.owner:*
config.meta.pii:true
config.meta.pii:True
config.meta.pii:false
config.meta.score:5
config.meta.ratio:1.5
config.meta.nothing:None
config.meta.nothing:null
config.meta.levels:gold
config.meta.levels:bronze
config.meta.levels:g*
config.meta.contact:team
config.meta.contact.team:fin
config.meta.contact.size:3
config.meta.contact.none:fin
config.meta.layer:raw
config.unique_key:id
config.unique_key:day
config.grants.select:reporter
config.grants:select
config.group:finance_group
config.access:public
config.contract.enforced:false
config.contract.enforced:true
config.incremental_strategy:delete+insert
config.incremental_strategy:delete*
config.on_schema_change:append_new_columns
config.strategy:check
config.check_cols:all
config.target_schema:snaps
config.nothing:x
config:x
config.:x
resource_type:model
resource_type:test
resource_type:unit_test
resource_type:seed
resource_type:snapshot
resource_type:source
resource_type:exposure
resource_type:analysis
resource_type:metric
resource_type:operation
resource_type:macro
resource_type:group
resource_type:semantic_model
resource_type:saved_query
resource_type:function
resource_type:models
resource_type:mod*
resource_type:
test_name:unique
test_name:not_null
test_name:un*
test_name:at_least_one
test_name:helper_pkg.at_least_one
test_name:positive
test_name:same_rows
test_name:relationships
test_name:nothing
test_type:generic
test_type:singular
test_type:unit
test_type:data
test_type:schema
test_type:nothing
group:finance_group
group:ops_group
group:*_group
group:nothing
access:public
access:protected
access:private
access:nothing
access:p*
selector:full
nothing:x
staging:x
tag.x:mart
fqn.x:orders
source.x:raw
state:new
state:modified
result:success
result:error
source_status:fresher
state:nothing
wildcard:*
function:*
""".split()

GRAPH = """
+orders
orders+
+orders+
1+orders
2+orders
3+orders
0+orders
orders+1
orders+2
orders+0
1+orders+1
2+revenue+1
@orders
@stg_countries
@stg_customers
@source:raw.orders
+source:raw.orders+
@helper_model
@orders+
+@orders
++orders
orders++
+1+orders
1+
+
@
orders+a
a+orders
+tag:money
tag:money+
@tag:money
+path:models/marts/finance
+config.materialized:incremental
snap_orders+
+snap_orders
countries+
+orders_positive
two_parents+
orders_have_customers
+orders_have_customers
+feat.marts.finance.ledger
12345+orders
orders+99
+orders,tag:staging
+orders,+customers
orders+,revenue+
tag:mart,tag:money
tag:mart,tag:money,path:models/marts/finance
tag:mart,resource_type:model
tag:mart,tag:staging
tag:mart,nothing_here
nothing_here,tag:mart
nothing_here,nothing_there
resource_type:test,orders+1
resource_type:test,test_name:unique
stg_orders+,orders
orders,
,orders
,
orders,,customers
""".split()

LINES = [
    "",
    "--select orders customers",
    "--select 'orders customers'",
    "--select orders --select customers",
    "--select 'tag:mart,tag:money customers'",
    "--select '  orders   customers  '",
    "--select ''",
    "--select ' '",
    "--select 'orders\tcustomers'",
    "--select orders nothing_a nothing_b",
    "-s orders",
    "-m orders",
    "--models orders",
    "--model orders+",
    "--models source:raw",
    "--models orders --select customers",
    "--models orders --resource-type test",
    "--models unique_orders_id",
    "--exclude tag:mart",
    "--exclude orders",
    "--exclude orders+",
    "--exclude nothing_here",
    "--exclude resource_type:test",
    "--exclude 'tag:mart,tag:money'",
    "--exclude tag:mart tag:staging",
    "--select tag:mart --exclude tag:money",
    "--select tag:mart --exclude orders customers",
    "--select +revenue --exclude stg_orders",
    "--select orders --exclude test_name:unique",
    "--select orders --exclude orders",
    "--select orders --exclude nothing_here",
    "--select nothing_here --exclude nothing_there",
    "--select nothing_here",
    "--select 'config.materialized:table' --exclude 'config.schema:fin'",
    "--exclude config.materialized:table config.materialized:incremental",
    "--resource-type model",
    "--resource-type source",
    "--resource-type test",
    "--resource-type unit_test",
    "--resource-type analysis",
    "--resource-type exposure",
    "--resource-type seed --resource-type snapshot",
    "--resource-type model test",
    "--resource-type all",
    "--resource-type default",
    "--resource-type metric",
    "--resource-type macro",
    "--resource-type models",
    "--resource-types model --select orders+",
    "--resource-type test --select orders",
    "--resource-type model --select test_name:unique",
    "--exclude-resource-type model",
    "--exclude-resource-type test --exclude-resource-type unit_test",
    "--exclude-resource-types test unit_test",
    "--exclude-resource-type analysis --resource-type all",
    "--exclude-resource-type default",
    "--exclude-resource-type all",
    "--resource-type model --exclude-resource-type model",
    "--exclude-resource-type test --select orders",
    "--select test_type:unit --exclude-resource-type unit_test",
]
for mode in ("eager", "cautious", "buildable", "empty"):
    LINES += [f"--indirect-selection {mode} {rest}" for rest in (
        "--select orders",
        "--select stg_orders",
        "--select stg_orders orders",
        "--select orders customers",
        "--select 'orders,tag:mart'",
        "--select orders+",
        "--select +orders",
        "--select revenue orders",
        "--select revenue",
        "--select source:raw.orders",
        "--select source:raw.orders stg_orders",
        "--select tag:mart --exclude customers",
        "--select 'tag:mart,path:models/marts/finance'",
        "--exclude stg_orders",
        "--exclude orders",
        "--select test_name:unique",
        "--select orders --exclude unique_orders_id",
        "--select dim.v2",
        "--select orders_have_customers",
        "--select tag:staging orders --exclude stg_countries",
        "--select 'stg_orders,tag:staging' 'orders,tag:mart'",
    )]
LINES += ["--indirect-selection none", "--indirect-selection Eager --select orders"]
SELECTORS = """cli_string cli_union cli_intersection cli_graph key_value key_value_path key_value_config full full_children
full_children_depth full_parents full_parents_depth full_childrens_parents full_indirect_cautious full_indirect_empty
full_indirect_buildable full_exclude union_list union_exclude intersection_list nested inherits inherits_nested
inherits_parents cautious_union wild_tag dotted_config bool_config number_value list_top""".split()
LINES += [f"--selector {name}" for name in SELECTORS]
LINES += [
    "--selector nothing",
    "--selector full --select orders",
    "--selector full --exclude orders",
    "--selector full --resource-type model",
    "--selector full_indirect_cautious --indirect-selection empty",
    "--selector union_exclude --indirect-selection cautious",
    "--selector full_exclude --indirect-selection empty",
    "--selector cautious_union --indirect-selection buildable",
]
for form in ("json", "name", "path", "selector"):
    LINES += [f"--output {form}", f"--output {form} --resource-type all", f"--output {form} --select orders+"]
LINES += [
    "--output xml",
    "--output json --select orders --output-keys name",
    "--output json --select orders --output-keys name resource_type",
    "--output json --select orders --output-keys 'name resource_type'",
    "--output json --select orders --output-keys name --output-keys alias",
    "--output json --select orders --output-keys nothing",
    "--output json --select orders --output-keys name nothing",
    "--output json --select orders --output-keys config.materialized",
    "--output json --select orders --output-keys config.meta depends_on.nodes",
    "--output json --select revenue --output-keys config.meta.contact.team",
    "--output json --select revenue --output-keys config.meta.nothing name",
    "--output json --select orders --output-keys columns",
    "--output json --select stg_orders --output-keys columns.id.name columns.nothing",
    "--output json --select orders --output-keys raw_code",
    "--output json --select orders --output-keys unique_id fqn schema database checksum",
    "--output json --select source:raw.customers --output-keys unique_id freshness loaded_at_field",
    "--output json --select exposure:board --output-keys name owner.name",
    "--output json --select unit_test:* --output-keys name model given",
    "--output name --output-keys name --select orders",
    "--output json --select test_name:unique --output-keys name test_metadata.name config.severity",
    "--output json --select countries --output-keys name columns resource_type config.column_types",
]

CASES = [f"--select '{word}'" for word in NAMES + VERSIONS + METHODS + GRAPH] + LINES

# selectors.yml of their own: each with the command lines tried on it
FILES = {
    "default": ("""
selectors:
  - name: exclude_sources_and_sinks
    description: >
      Exclude models that use source or sink materializations.
    default: true
    definition:
      union:
        - method: fqn
          value: "*"
        - exclude:
            - 'config.materialized:table'
            - 'config.materialized:incremental'
""", ["", "--select orders", "--exclude orders", "--resource-type model", "--selector exclude_sources_and_sinks"]),
    "two_defaults": ("""
selectors:
  - {name: a, default: true, definition: "tag:staging"}
  - {name: b, default: true, definition: "tag:mart"}
""", [""]),
    "cycle": ("""
selectors:
  - {name: a, definition: {method: selector, value: b}}
  - {name: b, definition: {method: selector, value: a}}
""", ["--selector a"]),
    "itself": ("""
selectors:
  - {name: a, definition: {method: selector, value: a}}
""", ["--selector a"]),
    "forward": ("""
selectors:
  - {name: a, definition: {method: selector, value: b}}
  - {name: b, definition: "tag:staging"}
""", ["--selector a"]),
    "missing_selector": ("""
selectors:
  - {name: a, definition: {method: selector, value: nothing}}
""", ["--selector a"]),
    "same_name": ("""
selectors:
  - {name: a, definition: "tag:staging"}
  - {name: a, definition: "tag:mart"}
""", ["--selector a"]),
    "no_name": ("selectors:\n  - {definition: tag:staging}\n", [""]),
    "no_definition": ("selectors:\n  - {name: a}\n", [""]),
    "unknown_key": ("selectors:\n  - {name: a, definition: tag:staging, nothing: 1}\n", ["--selector a"]),
    "no_selectors": ("nothing: 1\n", [""]),
    "empty_file": ("", [""]),
    "empty_list": ("selectors: []\n", ["", "--selector a"]),
    "no_list": ("selectors: {a: b}\n", [""]),
    "two_keys": ("selectors:\n  - {name: a, definition: {tag: staging, path: models}}\n", [""]),
    "no_value": ("selectors:\n  - {name: a, definition: {method: tag}}\n", [""]),
    "no_method": ("selectors:\n  - {name: a, definition: {value: tag}}\n", [""]),
    "unknown_method": ("selectors:\n  - {name: a, definition: {method: nothing, value: x}}\n", ["", "--selector a"]),
    "unknown_criterion_key": ("selectors:\n  - {name: a, definition: {method: tag, value: staging, nothing: x}}\n", ["--selector a"]),
    "both_unions": ("selectors:\n  - {name: a, definition: {union: [tag:a], intersection: [tag:b]}}\n", [""]),
    "union_no_list": ("selectors:\n  - {name: a, definition: {union: tag:staging}}\n", ["--selector a"]),
    "union_empty": ("selectors:\n  - {name: a, definition: {union: []}}\n", ["--selector a"]),
    "two_excludes": ("""
selectors:
  - name: a
    definition:
      union:
        - tag:staging
        - exclude: [tag:mart]
        - exclude: [tag:money]
""", ["--selector a"]),
    "exclude_only": ("selectors:\n  - {name: a, definition: {exclude: [tag:mart]}}\n", ["--selector a"]),
    "union_exclude_only": ("selectors:\n  - {name: a, definition: {union: [{exclude: [tag:mart]}]}}\n", ["--selector a"]),
    "exclude_no_list": ("selectors:\n  - {name: a, definition: {method: tag, value: mart, exclude: tag:money}}\n", ["--selector a"]),
    "definition_list": ("selectors:\n  - name: a\n    definition: [tag:staging, tag:mart]\n", ["--selector a"]),
    "definition_number": ("selectors:\n  - {name: a, definition: 3}\n", ["--selector a"]),
    "bad_depth": ("selectors:\n  - {name: a, definition: {method: fqn, value: orders, parents: true, parents_depth: x}}\n", ["--selector a"]),
    "bad_flag": ("selectors:\n  - {name: a, definition: {method: fqn, value: orders, parents: maybe}}\n", ["--selector a"]),
    "text_flag": ("selectors:\n  - {name: a, definition: {method: fqn, value: orders, parents: 'true', children: 'true', children_depth: '1'}}\n", ["--selector a"]),
    "at_and_children": ("selectors:\n  - {name: a, definition: {method: fqn, value: orders, childrens_parents: true, children: true}}\n", ["--selector a"]),
    "bad_indirect": ("selectors:\n  - {name: a, definition: {method: fqn, value: orders, indirect_selection: none}}\n", ["--selector a"]),
    "greedy": ("selectors:\n  - {name: a, definition: {method: fqn, value: orders, greedy: true}}\n", ["--selector a"]),
    "bad_word": ("selectors:\n  - {name: a, definition: '@orders+'}\n", ["--selector a", ""]),
    "matches_nothing": ("""
selectors:
  - name: a
    definition:
      union:
        - tag:nothing_here
        - {method: fqn, value: nothing_there, children: true}
        - {tag: nothing_else}
""", ["--selector a"]),
    "broken_yaml": ("selectors:\n  - {name: a\n", [""]),
    "env_var": ("selectors:\n  - {name: a, definition: \"tag:{{ env_var('NOTHING', 'staging') }}\"}\n", ["--selector a"]),
    "var": ("selectors:\n  - {name: a, definition: \"tag:{{ var('which', 'staging') }}\"}\n", ["--selector a", "--selector a --vars 'which: mart'"]),
    "inherits_with_operators": ("""
selectors:
  - {name: base, definition: {method: fqn, value: orders}}
  - {name: a, definition: {method: selector, value: base, children: true}}
  - {name: b, definition: {method: selector, value: base, indirect_selection: empty}}
  - {name: c, definition: {union: [{method: selector, value: base}, customers]}}
  - {name: d, definition: "selector:base"}
  - {name: e, definition: {selector: base}}
  - {name: f, definition: {union: ["selector:base"]}}
""", ["--selector a", "--selector b", "--selector c", "--selector d", "--selector e", "--selector f"]),
}

# lines of environment variables, each with a command line
ENVIRONMENT = [
    ("DBT_RESOURCE_TYPES=model", ""),
    ("DBT_RESOURCE_TYPES=model test", ""),
    ("DBT_EXCLUDE_RESOURCE_TYPES=test", ""),
    ("DBT_EXCLUDE_RESOURCE_TYPES=test unit_test", "--select orders"),
    ("DBT_INDIRECT_SELECTION=empty", "--select orders"),
    ("DBT_INDIRECT_SELECTION=cautious", "--select orders"),
]
