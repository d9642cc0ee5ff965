"""The stored names of what happens to a party."""

from __future__ import annotations

from adapters.postgres.names.registry import room
from domain.enterprise.events import (
    AccountsChanged,
    AdmissionExpired,
    AdmittedToChain,
    AffiliatesSet,
    AgentAppointed,
    AgentDismissed,
    GroupSet,
    IdentifiersChanged,
    ImpedimentCleared,
    OrderFinancingAllowed,
    OrderFinancingForbidden,
    PartyAdmitted,
    PartyImpeded,
    PartyRegistered,
    PartyReinstated,
    PartyReviewed,
    PartySuspended,
    PayableRecorded,
    ProfileChanged,
    RemovedFromChain,
    RolesChanged,
)

ENTERPRISE = room(
    "enterprise",
    {
        "registered": PartyRegistered,
        "profile_changed": ProfileChanged,
        "identifiers_changed": IdentifiersChanged,
        "roles_changed": RolesChanged,
        "accounts_changed": AccountsChanged,
        "reviewed": PartyReviewed,
        "admitted": PartyAdmitted,
        "admission_expired": AdmissionExpired,
        "suspended": PartySuspended,
        "reinstated": PartyReinstated,
        "impeded": PartyImpeded,
        "impediment_cleared": ImpedimentCleared,
        "group_set": GroupSet,
        "affiliates_set": AffiliatesSet,
        "agent_appointed": AgentAppointed,
        "agent_dismissed": AgentDismissed,
        "admitted_to_chain": AdmittedToChain,
        "removed_from_chain": RemovedFromChain,
        "order_financing_allowed": OrderFinancingAllowed,
        "order_financing_forbidden": OrderFinancingForbidden,
        "payable_recorded": PayableRecorded,
    },
)
