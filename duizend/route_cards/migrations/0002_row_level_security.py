"""Drafts are for who sets agreements; a draft that was set stays, as what the version came from."""

from django.db import migrations

SETS = "(select rls.sets_agreements())"
DRAFTS = f"""
alter table route_cards_carddraft enable row level security;
create policy see on route_cards_carddraft for select using ({SETS});
create policy add on route_cards_carddraft for insert
    with check ({SETS} and recorder_id = (select rls.user_id()));
create policy change on route_cards_carddraft for update
    using ({SETS} and set_as_id is null)
    with check ({SETS} and changed_by_id = (select rls.user_id()));
create policy remove on route_cards_carddraft for delete using ({SETS} and set_as_id is null);
create trigger stays before update on route_cards_carddraft for each row when (
    old.recorder_id is distinct from new.recorder_id or old.recorded is distinct from new.recorded
) execute function rls.refuse_change();
"""
OPEN_AGAIN = """
drop trigger stays on route_cards_carddraft;
drop policy see on route_cards_carddraft;
drop policy add on route_cards_carddraft;
drop policy change on route_cards_carddraft;
drop policy remove on route_cards_carddraft;
alter table route_cards_carddraft disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("route_cards", "0001_drafts")]
    operations = [migrations.RunSQL(DRAFTS, OPEN_AGAIN)]
