"""Addresses about signing in: of allauth's pages those that are used, under its names, and the demonstration's own."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path, re_path

from flok.apps.members.views import demonstration

urlpatterns = [
    path("log-ind/", account.login, name="account_login"),
    path("log-ind/demonstration/", demonstration.sign_in, name="demonstration_sign_in"),
    path("log-ud/", account.logout, name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("adgangskode/glemt/", account.password_reset, name="account_reset_password"),
    path("adgangskode/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("adgangskode/ny/faerdig/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("to-trin/", mfa.index, name="mfa_index"),
    path("to-trin/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("to-trin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("to-trin/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("to-trin/app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("to-trin/noedkoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("to-trin/noedkoder/nye/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("to-trin/noedkoder/hent/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("adgangsnoegler/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("adgangsnoegler/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("adgangsnoegler/bekraeft/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("adgangsnoegler/log-ind/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("adgangsnoegler/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("adgangsnoegler/<int:pk>/fjern/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("egen/afbrudt/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("egen/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("egen/<str:provider_id>/svar/", oidc.callback, name="openid_connect_callback"),
]
