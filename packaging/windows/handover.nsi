; The installer for Windows: for one user, without an administrator, with a start menu entry, an uninstaller and the casefile's type.
; It removes what it has put there and nothing else: casefiles and settings stay.
;
;   makensis -DVERSION=0.1.0 -DPAYLOAD=path\of\handover -DICONS=path\of\icons -DOUT=handover-0.1.0-setup.exe packaging\windows\handover.nsi

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!ifndef VERSION | PAYLOAD | ICONS | OUT
  !error "Say VERSION, PAYLOAD, ICONS and OUT with -D"
!endif

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "x64.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Handover"
!define KIND "Handover.Casefile"

Name "Handover"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Handover"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Handover ${VERSION}"
ManifestDPIAware true
ManifestSupportedOS Win10

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Handover"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Handover"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICONS}/handover.ico"
!define MUI_UNICON "${ICONS}/handover.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\handover.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(OPEN_NOW)"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${PAYLOAD}/_internal/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Ukrainian"

LangString OPEN_NOW ${LANG_ENGLISH} "Open Handover"
LangString OPEN_NOW ${LANG_UKRAINIAN} "Відкрити Handover"
LangString CASEFILE ${LANG_ENGLISH} "Handover casefile"
LangString CASEFILE ${LANG_UKRAINIAN} "Справа Handover"
LangString STILL_OPEN ${LANG_ENGLISH} "Handover is open. Close it, then try again; nothing has been changed."
LangString STILL_OPEN ${LANG_UKRAINIAN} "Handover відкрито. Закрийте його і спробуйте ще раз; нічого не змінено."
LangString TOO_OLD ${LANG_ENGLISH} "Handover needs a 64-bit Windows 10 or later."
LangString TOO_OLD ${LANG_UKRAINIAN} "Handover потребує 64-бітної Windows 10 або новішої."
LangString NOT_OURS ${LANG_ENGLISH} "This folder holds other files. Choose an empty one; Handover would remove what stands in it."
LangString NOT_OURS ${LANG_UKRAINIAN} "У цій теці є інші файли. Виберіть порожню: Handover вилучив би те, що в ній є."

; A program that runs cannot be replaced: opening it for writing fails, and nothing has been touched by then.
!macro REFUSE_WHILE_OPEN PREFIX
Function ${PREFIX}RefuseWhileOpen
  IfFileExists "$INSTDIR\handover.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\handover.exe" a
  IfErrors 0 +3
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDOK
    Abort
  FileClose $0
closed:
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_OPEN ""
!insertmacro REFUSE_WHILE_OPEN "un."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

Section "Handover"
  SetShellVarContext current
  Call RefuseWhileOpen
  ; A folder with files of somebody else is refused; an earlier Handover in it is replaced whole, so that no old library stays.
  IfFileExists "$INSTDIR\handover.exe" ours
  ${DirState} "$INSTDIR" $0
  ${If} $0 == 1
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_OURS)" /SD IDOK
    Abort
  ${EndIf}
ours:
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  File "${ICONS}/handover-casefile.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\Handover.lnk" "$INSTDIR\handover.exe"

  WriteRegStr HKCU "Software\Classes\.handover" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.handover" "Content Type" "application/vnd.handover.casefile+sqlite3"
  WriteRegStr HKCU "Software\Classes\.handover\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "$(CASEFILE)"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\handover-casefile.ico"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\handover.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Handover"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\handover.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Handover developers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  Call un.RefuseWhileOpen
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\handover.exe"
  Delete "$INSTDIR\handover-cli.exe"
  Delete "$INSTDIR\handover-casefile.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Handover.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegValue HKCU "Software\Classes\.handover\OpenWithProgids" "${KIND}"
  ReadRegStr $0 HKCU "Software\Classes\.handover" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue HKCU "Software\Classes\.handover" ""
    DeleteRegValue HKCU "Software\Classes\.handover" "Content Type"
  ${EndIf}
  DeleteRegKey /ifempty HKCU "Software\Classes\.handover\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.handover"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
